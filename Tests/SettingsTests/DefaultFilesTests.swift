import Foundation
import LeadModel
import Testing

@testable import Settings

@Suite("The files of a new workspace")
struct DefaultFilesTests {
  private static let files = DefaultFiles(
    user: "ana", name: "Ana Silva", timezone: "Europe/Berlin")

  @Test("they are read without a problem and make the smallest company")
  func asTheyStand() throws {
    let rules = try RuleSetFile(parsing: Array(Self.files.rules.utf8)).ruleSet
    #expect(rules.organisation.timezone == "Europe/Berlin")
    #expect(rules.segments.map(\.id) == [rules.defaultSegment])
    #expect(rules.queues.map(\.manager) == ["ana"])
    #expect(rules.queues.map(\.isDefault) == [true])
    #expect(
      try SiteFile(parsing: Array(Self.files.site.utf8)).settings.intake.timezone == "Europe/Berlin"
    )
    #expect(try PeopleFile(parsing: Array(Self.files.people.utf8)).people.isEmpty)
  }

  @Test("apart from names and zones they say what holds without them")
  func defaults() throws {
    let files = DefaultFiles(user: "sam.reed")
    #expect(try SiteFile(parsing: Array(files.site.utf8)).settings == SiteSettings())
    var written = try RuleSetFile(parsing: Array(files.rules.utf8)).ruleSet
    var smallest = try rules(Example.smallest)
    (written.segments, smallest.segments) = ([], [])
    (written.queues, smallest.queues) = ([], [])
    written.defaultSegment = smallest.defaultSegment
    #expect(written == smallest)
  }

  /// A setting behind a bare `#` is one to take up: it must be right too.
  private static func uncommented(_ text: String) -> [UInt8] {
    Array(text.replacing(/(?m)^#(?=[a-z"\[])/, with: "").utf8)
  }

  @Test("they are read without a problem when every example is taken up")
  func examples() throws {
    let rules = try RuleSetFile(parsing: Self.uncommented(Self.files.rules)).ruleSet
    #expect(rules.pools.count == 2 && rules.slas.count == 2 && rules.sources.count == 1)
    let site = try SiteFile(parsing: Self.uncommented(Self.files.site)).settings
    #expect(site.hooks.count == 1 && site.intake.columns.count == 2)
    let people = try PeopleFile(parsing: Self.uncommented(Self.files.people)).people
    #expect(people.map(\.name) == ["Ana Silva"])
  }

  @Test("plain keys behind a bare # show the value that holds without them")
  func commentedValues() throws {
    let site = try SiteFile(parsing: Self.uncommented(DefaultFiles(user: "a").site)).settings
    let standard = SiteSettings()
    #expect(site.limits == standard.limits)
    #expect(site.alerts == standard.alerts)
    #expect(site.intake.closedStatuses == standard.intake.closedStatuses)
    #expect(site.keepFilesDays == standard.keepFilesDays)
    #expect(site.previewDays == standard.previewDays)
    #expect(site.theme == standard.theme)
  }

  @Test(
    "every key is there",
    arguments: [
      (
        files.rules,
        """
        name timezone currency owner language aliases id countries mode priority campaigns sources
        default employees_from revenue_from segments regions account_types lifecycles on_empty manager
        deputy counts release_after_days model window_days every_minutes stale_after_days geo
        generic_cctlds free_email_domains required clock routes minutes time on_breach queues code text
        for closes window quorum
        """
      ),
      (
        files.site,
        """
        timezone source poll_seconds settle_seconds closed_statuses leads activities crm roster file_mib
        record_kib columns json_depth group checkpoint_copy files_days days bell desktop title
        queue_depth theme command on
        """
      ),
      (files.people, "user actor name roles seat timezone hours rep regions queues may_act_as"),
    ])
  func everyKey(_ text: String, _ keys: String) {
    let lines = text.split(separator: "\n").map { $0.drop { $0 == "#" } }
    for key in keys.split(whereSeparator: \.isWhitespace) {
      #expect(lines.contains { $0.hasPrefix("\(key) = ") }, "\(key)")
    }
  }

  @Test("the roster has the user as its only rep")
  func roster() {
    #expect(
      Self.files.reps == """
        id,name,email,status,region,country,coverage,products,pools,capacity,timezone,hours,manager,team
        ana,Ana Silva,,active,,,*:*,*,,,Europe/Berlin,Mon-Fri 09:00-17:00,,

        """)
  }

  @Test("a strange name does no harm")
  func strange() throws {
    let files = DefaultFiles(user: "a\"\\,@ZONE@\nb", timezone: "nowhere")
    let rules = try RuleSetFile(parsing: Array(files.rules.utf8)).ruleSet
    #expect(rules.queues.map(\.manager) == ["a\"\\,@ZONE@\u{FFFD}b"])
    #expect(rules.organisation.timezone == "UTC")
    #expect(files.reps.contains("\n\"a\"\"\\,@ZONE@\nb\",\"a\"\"\\,@ZONE@\nb\",,active,"))
  }
}
