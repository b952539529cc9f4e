import Testing

@testable import TerminalKit

@Suite("Tables")
struct TableTests {
  private let columns: [TableColumn] = [
    TableColumn("Company", .flex(minimum: 8)), TableColumn("Owner", .fixed(6), priority: 2),
    TableColumn("Left", .fixed(6), align: .right),
  ]

  private func draw(
    width: Int, height: Int = 4, glyphs: GlyphSet = .unicode, count: Int = 3, offset: Int = 0
  ) -> Frame {
    let names = ["Nordwind AG", "東京電力株式会社", "Kestrel \u{1B}[2J Ltd", "Zoë"]
    var frame = Frame(Size(cols: width, rows: height))
    let table = Table(
      columns: columns, glyphs: glyphs, sort: (column: 2, ascending: true),
      emptyText: "nothing waits")
    table.draw(
      into: &frame, rect: frame.bounds, count: count, offset: offset, selection: offset + 1
    ) { index in
      TableRow(
        [StyledText(names[index % 4]), "Ana S.", StyledText("\(index):40", Style(.breach))],
        isMarked: index == 2)
    }
    return frame
  }

  @Test("columns are aligned, clipped and keep straight")
  func drawing() {
    let frame = draw(width: 30)
    expectWellFormed(frame)
    #expect(
      frame.text == """
        Company          Owner  Left ▲
        Nordwind AG      Ana S.   0:40
        東京電力株式会社 Ana S.   1:40
        ▪estrel ␛[2J Ltd Ana S.   2:40

        """)
    #expect(frame[0, 2].style.surface == .selection)
    #expect(frame[27, 2].style == Style(.breach, on: .selection))
    #expect(frame[0, 1].style.surface == .background)
    #expect(frame.cursor == Position(x: 0, y: 2))
  }

  @Test("a narrow table leaves out columns of low priority")
  func narrow() {
    let frame = draw(width: 16, glyphs: .ascii)
    #expect(
      frame.text == """
        Company   Left ^
        Nordwind~   0:40
        東京電力~   1:40
        +estrel ~   2:40

        """)
  }

  @Test("every width keeps rows whole", arguments: 0...40)
  func anyWidth(width: Int) {
    expectWellFormed(draw(width: width, height: width % 5, glyphs: .linux, count: 9, offset: 3))
  }

  @Test("an empty table says so")
  func empty() {
    #expect(draw(width: 20, count: 0).trimmedText.contains(" nothing waits\n"))
  }

  @Test("clicks find rows and headers")
  func clicks() {
    let table = Table(columns: columns, glyphs: .unicode)
    let rect = Rect(x: 5, y: 2, width: 30, height: 4)
    func row(_ x: Int, _ y: Int) -> Int? {
      table.rowIndex(at: Position(x: x, y: y), in: rect, offset: 10, count: 12)
    }
    #expect([row(5, 3), row(34, 4), row(5, 5), row(5, 2), row(4, 3)] == [10, 11, nil, nil, nil])
    #expect(table.columnIndex(at: Position(x: 5, y: 2), in: rect) == 0)
    #expect(table.columnIndex(at: Position(x: 34, y: 2), in: rect) == 2)
    #expect(table.columnIndex(at: Position(x: 34, y: 3), in: rect) == nil)
  }
}

@Suite("Selection by identity")
struct TableStateTests {
  @Test("the selected row stays selected through any change", arguments: 1...60)
  func shuffles(seed: Int) {
    var dice = Dice(state: UInt64(seed))
    var ids = Array(0..<20)
    var state = TableState<Int>()
    state.reconcile(ids, height: 6)
    var next = 20
    for _ in 0..<80 {
      let before = state.selected
      switch Int.random(in: 0...7, using: &dice) {
      case 0: ids.shuffle(using: &dice)
      case 1:
        ids.insert(next, at: Int.random(in: 0...ids.count, using: &dice))
        next += 1
      case 2: if !ids.isEmpty { ids.remove(at: Int.random(in: 0..<ids.count, using: &dice)) }
      case 3: ids.removeAll { $0.isMultiple(of: 7) }
      case 4: state.move(by: Int.random(in: -5...5, using: &dice), in: ids)
      case 5: state.page(Int.random(in: -1...1, using: &dice), in: ids)
      case 6: state.scroll(by: Int.random(in: -4...4, using: &dice), in: ids)
      default: Bool.random(using: &dice) ? state.moveToTop(in: ids) : state.moveToBottom(in: ids)
      }
      let moved = before != state.selected
      let outcome = state.reconcile(ids, height: Int.random(in: 1...9, using: &dice))
      if !moved, let before, ids.contains(before) {
        #expect(state.selected == before)
        #expect(outcome == .kept)
      }
      expectConsistent(state, ids)
    }
  }

  private func expectConsistent(_ state: TableState<Int>, _ ids: [Int]) {
    guard let selected = state.selected else {
      #expect(ids.isEmpty)
      return
    }
    #expect(ids[state.index] == selected)
    #expect(state.offset <= state.index && state.index < state.offset + state.height)
    #expect(state.offset >= 0 && state.offset <= max(0, ids.count - state.height))
  }

  @Test("rows that arrive above do not move the view, unless it follows the top")
  func arriving() {
    var state = TableState<Int>()
    state.reconcile(Array(10..<40), height: 5)
    #expect(state.isFollowing)
    state.reconcile([9] + Array(10..<40))
    #expect(state.offset == 0 && state.selected == 10 && state.index == 1)
    state.move(by: 7, in: [9] + Array(10..<40))
    let line = state.index - state.offset
    state.reconcile(Array(5..<40))
    #expect(state.selected == 17 && state.index - state.offset == line)
    state.moveToTop(in: Array(5..<40))
    #expect(state.isFollowing && state.selected == 5)
  }

  @Test("a vanished row is replaced by the nearest, and that is told")
  func vanished() {
    var state = TableState<String>()
    state.reconcile(["a", "b", "c"], height: 3)
    state.move(by: 2, in: ["a", "b", "c"])
    let changes: [[String]] = [["a", "b"], [], [], ["z"]]
    let seen = changes.map { (state.reconcile($0), state.selected) }
    #expect(seen.map(\.0) == [.replaced, .emptied, .kept, .kept])
    #expect(seen.map(\.1) == ["b", nil, nil, "z"])
  }

  @Test("marks follow the rows, and marking moves down")
  func marks() {
    var state = TableState<String>()
    let ids = ["a", "b", "c"]
    state.reconcile(ids, height: 3)
    state.toggleMark(in: ids)
    state.toggleMark(in: ids)
    #expect(state.marks == ["a", "b"] && state.selected == "c")
    state.select(id: "a", in: ids)
    state.toggleMark(in: ids)
    #expect(state.marks == ["b"])
    let isFound = state.select(id: "zz", in: ids)
    #expect(!isFound)
  }

  @Test("pages and ends")
  func pages() {
    let ids = Array(0..<100)
    var state = TableState<Int>()
    state.reconcile(ids, height: 10)
    state.page(1, in: ids)
    #expect(state.index == 9 && state.offset == 9)
    state.page(1, half: true, in: ids)
    #expect(state.index == 14)
    state.page(-9, in: ids)
    #expect(state.index == 0 && state.offset == 0)
    state.moveToBottom(in: ids)
    #expect(state.index == 99 && state.offset == 90)
    state.move(by: .min, in: ids)
    #expect(state.index == 0)
  }
}
