import TerminalKit
import Testing

@testable import Console

/// The arrangement of the desk as drawings: each pane's number stands in its cells.
struct LayoutTests {
  private func layout(
    _ cols: Int, _ rows: Int, focus: Pane = .leads, isZoomed: Bool = false,
    hasBanner: Bool = false
  ) -> DeskLayout {
    DeskLayout(
      size: Size(cols: cols, rows: rows), focus: focus, isZoomed: isZoomed, hasBanner: hasBanner)
  }

  /// A drawing at a tenth of its width and a third of its height.
  private func small(_ cols: Int, _ rows: Int, _ layout: DeskLayout) -> [String] {
    let lines = layout.drawing(Size(cols: cols, rows: rows)).split(separator: "\n").map(Array.init)
    return stride(from: 0, to: rows, by: 3).map { y in
      String(stride(from: 0, to: cols, by: 10).map { lines[y][$0] })
    }
  }

  @Test func fivePanes() {
    #expect(
      small(120, 40, layout(120, 40)) == [
        "hhhhhhhhhhhh", "111111133333", "111111133333", "111111133333", "111111133333",
        "111111133333", "222222555555", "222222555555", "222222555555", "222222555555",
        "444444444444", "444444444444", "444444444444", "ffffffffffff",
      ])
  }

  @Test func twoPanesUnderTabs() {
    #expect(
      small(80, 24, layout(80, 24, focus: .reps)) == [
        "hhhhhhhh", "44444444", "44444444", "44444444", "44444444", "33333333", "33333333",
        "33333333",
      ])
    #expect(layout(80, 24, focus: .clocks).panes.map(\.pane) == [.leads, .clocks])
  }

  @Test func twoPanesSideBySideWhereItIsWideAndLow() {
    #expect(small(140, 18, layout(140, 18)).dropFirst().first == "11111111333333")
  }

  @Test func fivePanesInAStack() {
    #expect(layout(80, 50).panes.map(\.pane) == Pane.allCases)
    #expect(layout(80, 50).tabs.isEmpty)
  }

  @Test func onePane() {
    #expect(layout(40, 10, focus: .queues).panes.map(\.pane) == [.queues])
    #expect(layout(60, 15).tabs.height == 1)
    #expect(
      layout(120, 40, isZoomed: true).panes.map(\.rect) == [
        Rect(x: 0, y: 1, width: 120, height: 38)
      ])
  }

  @Test func tooSmall() {
    #expect(layout(39, 10).panes.isEmpty && layout(40, 9).panes.isEmpty)
    #expect(layout(1, 1).panes.isEmpty && layout(0, 0).panes.isEmpty)
  }

  @Test func theBannerTakesALineOfItsOwn() {
    #expect(layout(120, 40, hasBanner: true).banner == Rect(x: 0, y: 1, width: 120, height: 1))
    #expect(layout(120, 40, hasBanner: true).body.y == 2)
  }

  @Test func panesFillTheBodyWithoutOverlapAtEverySize() {
    for cols in stride(from: 40, through: 260, by: 7) {
      for rows in stride(from: 10, through: 90, by: 3) {
        for focus in Pane.allCases {
          let layout = layout(cols, rows, focus: focus)
          let area = layout.panes.reduce(0) { $0 + $1.rect.width * $1.rect.height }
          let body = layout.body
          #expect(area == body.width * body.height)
          #expect(layout.panes.contains { $0.pane == focus })
          for place in layout.panes {
            #expect(place.rect.width >= 40 && place.rect.height >= 4)
            #expect(place.rect.intersection(body) == place.rect)
          }
        }
      }
    }
  }
}
