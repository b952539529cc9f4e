import GRDB
import LeadModel
import Ledger

/// Something that must hold in every store and does not in this one.
public struct Violation: Sendable, Equatable {
  /// What must hold.
  public var rule: String
  /// Where it does not, at most ten examples: `lead 12`, `clock 40`.
  public var examples: [String]
}

/// What must hold in the store after every commit. Tests check it after each change, `doctor` in
/// production.
public enum StoreInvariants {
  /// A rule and the query that finds what breaks it: the first column names the thing.
  struct Rule {
    var sentence: String
    var query: String
  }

  private static let rules: [Rule] = places + entries + work + council + people + told + audit

  private static let places = [
    Rule(
      sentence: "an assigned or working lead has exactly the open period of its owner",
      query: """
        SELECT 'lead ' || number FROM lead WHERE state IN ('assigned', 'working')
        AND (SELECT count(*) || ' ' || max(owner) FROM owner_period
          WHERE lead = number AND to_at IS NULL) IS NOT '1 ' || owner
        """),
    Rule(
      sentence: "a queued lead has exactly the open stay of its queue",
      query: """
        SELECT 'lead ' || number FROM lead WHERE state = 'queued'
        AND (SELECT count(*) || ' ' || max(queue) FROM queue_stay
          WHERE lead = number AND to_at IS NULL) IS NOT '1 ' || queue
        """),
    Rule(
      sentence: "a lead is in one place at most, and in none when it is closed to routing",
      query: """
        SELECT 'lead ' || lead FROM owner_period WHERE to_at IS NULL
        AND (SELECT state FROM lead WHERE number = owner_period.lead)
          NOT IN ('assigned', 'working')
        UNION ALL SELECT 'lead ' || lead FROM queue_stay WHERE to_at IS NULL
        AND (SELECT state FROM lead WHERE number = queue_stay.lead) <> 'queued'
        """),
    Rule(
      sentence: "a duplicate says of whom, and only a duplicate does",
      query: """
        SELECT 'lead ' || number FROM lead WHERE (state = 'duplicate')
        <> (duplicate_of IS NOT NULL OR duplicate_of_contact IS NOT NULL)
        """),
    Rule(
      sentence: "leads are numbered without gaps in order of receipt",
      query: """
        SELECT 'lead ' || number FROM (SELECT number, received_at,
          lag(number, 1, 0) OVER (ORDER BY number) AS before,
          lag(received_at) OVER (ORDER BY number) AS earlier FROM lead)
        WHERE number <> before + 1 OR received_at < earlier
        """),
  ]

  private static let entries = [
    Rule(
      sentence: "every lead has its log entry",
      query: """
        SELECT 'lead ' || number FROM lead WHERE NOT EXISTS
          (SELECT 1 FROM log_entry WHERE subject = 'lead/' || number)
        """),
    Rule(
      sentence: "every log entry of a lead has its lead",
      query: """
        SELECT 'log entry ' || seq FROM log_entry WHERE subject GLOB 'lead/[0-9]*'
        AND CAST(substr(subject, 6) AS INTEGER) NOT IN (SELECT number FROM lead)
        """),
    Rule(
      sentence: "every escalation has its log entry, and every such entry its escalation",
      query: """
        SELECT 'escalation ' || number FROM escalation WHERE NOT EXISTS
          (SELECT 1 FROM log_entry WHERE subject = 'escalation/' || number)
        UNION ALL SELECT 'log entry ' || seq FROM log_entry
        WHERE kind = 'escalation.opened' AND subject GLOB 'escalation/[0-9]*'
        AND CAST(substr(subject, 12) AS INTEGER) NOT IN (SELECT number FROM escalation)
        """),
    Rule(
      sentence: "keys of requests point at entries of the log",
      query: """
        SELECT 'request ' || key FROM request
        WHERE last_seq > (SELECT COALESCE(max(seq), 0) FROM log_entry)
        """),
  ]

  private static let work = [
    Rule(
      sentence: "only open leads have running owner and queue clocks",
      query: """
        SELECT 'clock ' || clock.id FROM clock JOIN lead ON lead.number = clock.lead
        WHERE clock.ended_at IS NULL AND (
          clock.kind = 'owner' AND lead.state <> 'assigned' AND lead.state <> 'working'
          OR clock.kind = 'queue' AND lead.state <> 'queued')
        """),
    Rule(
      sentence: "a running clock belongs to the owner or queue of its lead",
      query: """
        SELECT 'clock ' || clock.id FROM clock JOIN lead ON lead.number = clock.lead
        WHERE clock.ended_at IS NULL AND (clock.kind = 'owner' AND clock.owner IS NOT lead.owner
          OR clock.kind = 'queue' AND clock.queue IS NOT lead.queue)
        """),
    Rule(
      sentence: "a lead has one running clock of each kind at most",
      query: """
        SELECT 'lead ' || lead FROM clock WHERE ended_at IS NULL AND lead IS NOT NULL
        AND escalation IS NULL GROUP BY lead, kind HAVING count(*) > 1
        """),
    Rule(
      sentence: "a clock is met when it ended at or before due, and missed when not before",
      query: """
        SELECT 'clock ' || id FROM clock
        WHERE ending = 'met' AND ended_at > due_at OR ending = 'missed' AND ended_at < due_at
        """),
    Rule(
      sentence: "a closed escalation has no running clock",
      query: """
        SELECT 'clock ' || clock.id FROM clock JOIN escalation
        ON escalation.number = clock.escalation
        WHERE clock.ended_at IS NULL AND escalation.closed_at IS NOT NULL
        """),
    Rule(
      sentence: "the rows of a finished file add up",
      query: """
        SELECT 'file ' || id FROM intake_file WHERE finished_at IS NOT NULL
        AND row_count <> assigned + queued + duplicate + shadowed + redelivered + updated + rejected
        """),
  ]

  /// Minutes of presence are more than SQL can look into.
  private static func presence(_ db: Database) throws -> [Violation] {
    var examples: [String] = []
    try db.eachWhile("SELECT rep, week, minutes FROM presence_week") { row in
      let (rep, week) = (row.text(), LocalDate(daysSinceEpoch: Int32(clamping: row.int())))
      if SeenMinutes(row.bytes()) == nil { examples.append("rep \(rep), week of \(week)") }
      return examples.count < 10
    }
    if examples.isEmpty { return [] }
    return [
      Violation(rule: "minutes of presence are in the form they are kept in", examples: examples)
    ]
  }

  /// What does not hold. Reads everything: meant for tests and for `doctor`.
  static func check(_ db: Database) throws -> [Violation] {
    var violations: [Violation] = []
    for rule in rules {
      let examples = try db.all("\(rule.query) LIMIT 10") { $0.text() }
      if !examples.isEmpty {
        violations.append(Violation(rule: rule.sentence, examples: examples))
      }
    }
    let foreign = try db.all("PRAGMA foreign_key_check") { $0.text() }
    if !foreign.isEmpty {
      violations.append(
        Violation(rule: "references lead to rows", examples: Array(foreign.prefix(10))))
    }
    violations += try presence(db)
    violations += try SchemaCheck.run(db)
    if case .broken(let what) = try Verification.run(db, [], [], nil).verdict {
      violations.append(Violation(rule: "the log is whole", examples: [what.sentence]))
    }
    return violations
  }
}

extension Store {
  /// What does not hold in this store; empty when all is well.
  public func violations() throws(StoreProblem) -> [Violation] {
    try read { db in try StoreInvariants.check(db) }
  }

  /// What SQLite's own check of the file finds; empty when all is well. Reads the whole file.
  public func damage() throws(StoreProblem) -> [String] {
    try read { db in
      try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
    }
  }
}
