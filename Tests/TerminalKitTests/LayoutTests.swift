import Testing

@testable import TerminalKit

@Suite("Dividing the screen")
struct LayoutTests {
  @Test("fixed parts first, the rest by weight")
  func weights() {
    #expect(divide(20, among: [.fixed(1), .flex(), .fixed(1)]) == [1, 18, 1])
    #expect(divide(20, among: [.flex(weight: 2), .flex()]) == [13, 7])
    #expect(divide(10, among: [.flex(), .flex(), .flex()]) == [4, 3, 3])
    #expect(divide(12, among: [.flex(), .flex(), .flex()], gap: 1) == [4, 3, 3])
    #expect(divide(10, among: [.flex(minimum: 8), .flex()]) == [8, 2])
    #expect(divide(5, among: [.fixed(3), .fixed(3), .fixed(3)]) == [3, 2, 0])
    #expect(divide(0, among: [.flex(), .fixed(2)]) == [0, 0])
    #expect(divide(5, among: []) == [])
  }

  @Test("parts never take more than there is", arguments: 1...200)
  func bounds(seed: Int) {
    var dice = Dice(state: UInt64(seed))
    let total = Int.random(in: 0...60, using: &dice)
    let gap = Int.random(in: 0...2, using: &dice)
    let parts = (0..<Int.random(in: 1...6, using: &dice)).map { _ in
      Bool.random(using: &dice)
        ? Length.fixed(.random(in: 0...15, using: &dice))
        : .flex(
          weight: .random(in: 1...3, using: &dice), minimum: .random(in: 0...12, using: &dice))
    }
    let cells = divide(total, among: parts, gap: gap)
    #expect(cells.allSatisfy { $0 >= 0 })
    let room = max(0, total - gap * (parts.count - 1))
    #expect(cells.reduce(0, +) <= room)
    if parts.contains(where: { $0.weight > 0 }) { #expect(cells.reduce(0, +) == room) }
    let needed = parts.reduce(0) { $0 + $1.minimum }
    if needed <= room { #expect(zip(cells, parts).allSatisfy { $0 >= $1.minimum }) }
  }

  @Test("rectangles")
  func rectangles() {
    let rect = Rect(x: 2, y: 1, width: 10, height: 4)
    #expect(
      rect.columns([.fixed(3), .flex()], gap: 1) == [
        Rect(x: 2, y: 1, width: 3, height: 4), Rect(x: 6, y: 1, width: 6, height: 4),
      ])
    #expect(rect.rows([.flex(), .fixed(1)]).map(\.y) == [1, 4])
    #expect(rect.inset() == Rect(x: 3, y: 2, width: 8, height: 2))
    #expect(rect.inset(by: 9).isEmpty)
    #expect(rect.centered(width: 4, height: 9) == Rect(x: 5, y: 1, width: 4, height: 4))
    #expect(rect.contains(Position(x: 11, y: 4)) && !rect.contains(Position(x: 12, y: 4)))
    #expect(rect.row(4).isEmpty)
  }
}
