import ArgumentParser
import Desk
import Foundation
import LeadModel
import SampleCompany

extension SampleFormat: ExpressibleByArgument {}
extension SampleDialect: ExpressibleByArgument {}

/// `sample`: realistic leads for trying out.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Write invented leads to standard output, in the proportions of practice.",
    discussion: """
      signalbox sample --leads 500 > leads.csv
      signalbox sample --leads 500 --dialect hubspot > hubspot.csv
      signalbox sample --leads 2000 --seed 7 --format ndjson --at 2026-03-02T09:15:00Z

      The same leads, seed and instant give the same bytes. A third lack where the person is, a fifth \
      the size of the company, an eighth repeat somebody.
      """)

  @Option(help: "How many leads.")
  var leads = 100
  @Option(help: "Another seed gives other leads.")
  var seed: UInt64 = SampleCompany.defaultSeed
  @Option(help: "csv, ndjson or json.")
  var format: SampleFormat = .csv
  @Option(help: "Whose export the columns are those of.")
  var dialect: SampleDialect?
  @OptionGroup var clock: ClockOption

  func validate() throws {
    guard (1...10_000_000).contains(leads) else {
      throw ValidationError("--leads takes 1 to 10000000")
    }
  }

  func run() throws {
    let at = try clock.given() ?? SystemClock.now
    let company = SampleCompany(seed: seed, at: at, user: Desk.userName(geteuid()))
    Output.bytes(company.export(leads: leads, format: format, dialect: dialect))
  }
}
