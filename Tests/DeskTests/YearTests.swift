import Foundation
import Testing

@testable import Desk

/// A year of a company in three regions against the clock: 200 ends and starts of the host, 20 steps of the
/// system's clock, both nights of each zone on which clocks change. Every promise is there once, due when it
/// should be, and told once, at the first moment at which somebody could.
///
/// `SIGNALBOX_YEAR_LEADS` and `SIGNALBOX_YEAR_SEED` make another year of it, as `Scripts/soak` does.
@Suite struct YearTests {
  private static func number(_ name: String, else usual: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual
  }

  @Test func noPromiseIsLostDoubledOrLate() throws {
    let size = YearSimulation.Size(
      leads: Self.number("SIGNALBOX_YEAR_LEADS", else: 400),
      seed: UInt64(Self.number("SIGNALBOX_YEAR_SEED", else: 1)))
    var year = try YearSimulation(size)
    try year.run()
    let audit = try YearAudit(year.office)
    print(audit.extent)
    expectNone(try audit.clocks(), "clocks")
    expectNone(audit.told(), "told")
    expectNone(audit.order(), "order of catching up")
    expectNone(try audit.notifications(), "notifications")
    expectNone(audit.rerouting(), "rerouting")
    expectNone(audit.taking(), "taking away")
    expectNone(audit.fairness(), "fairness")
    expectNone(try audit.figures(), "figures")
    expectNone(try audit.whole(), "the whole")
    #expect(year.office.restarts == 200)
    #expect(year.office.jumps >= 20)
  }

  private func expectNone(
    _ problems: [String], _ what: Comment, _ place: SourceLocation = #_sourceLocation
  ) {
    let shown = problems.prefix(8).joined(separator: "\n")
    #expect(
      problems.isEmpty, "\(what.rawValue): \(problems.count)\n\(shown)", sourceLocation: place)
  }
}
