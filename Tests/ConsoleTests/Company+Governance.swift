import DeskRules
import LeadModel

@testable import Console

/// What the council of the small company has before it.
struct Governance {
  var exceptions: [ExceptionRow] = [
    exception(
      14, ExceptionTerms(kind: .capacityOf, rep: "ana.silva", value: "24"), status: .approved,
      from: "2026-02-02", until: "2026-03-09", approvals: ["r.adler", "s.vogel"]),
    exception(
      15, ExceptionTerms(kind: .routeTo, rep: "max.ott", account: "ACME"), status: .approved,
      from: "2026-02-16", until: "2026-05-15", approvals: ["r.adler", "s.vogel"]),
    exception(
      16, ExceptionTerms(kind: .coverageFor, rep: "eva.lind", value: "IS:is"),
      status: .requested, from: "2026-03-09", until: "2026-06-01", approvals: ["s.vogel"]),
    exception(
      12, ExceptionTerms(kind: .productFor, rep: "m.okafor", value: "routing"),
      status: .revoked, from: "2026-01-05", until: "2026-03-31", approvals: []),
  ]
  var changes: [ChangeRequestRow] = [
    change(9, .rules, "Iceland has nobody: let EMEA mid-market cover it", approvals: ["s.vogel"]),
    change(8, .draft, "E-0188: the segment of holding companies", by: "r.adler"),
    change(7, .rules, "Nordic pool split in two", status: .published, version: 7),
  ]
  var versions: [RuleVersionRow] = [
    version(7, "Nordic pool split in two", request: 7), version(6, "First-contact SLA 30 minutes"),
    version(5, "Roll back to v3 after the pilot"),
  ]
  var roster: [RosterChangeRow] = [
    RosterChangeRow(
      id: 31, rep: "eva.lind", field: "capacity", old: "20", new: "24",
      at: at("2026-03-01T18:02:00.000Z"), reviewedBy: nil, reviewedAt: nil),
    RosterChangeRow(
      id: 30, rep: "max.ott", field: "hours", old: "Mon-Fri 09:00-17:00",
      new: "Mon-Fri 10:00-18:00", at: at("2026-02-27T08:00:00.000Z"), reviewedBy: nil,
      reviewedAt: nil),
    RosterChangeRow(
      id: 28, rep: "kenji.sato", field: "pools", old: "smb", new: "mm, smb",
      at: at("2026-02-20T08:00:00.000Z"), reviewedBy: "s.vogel",
      reviewedAt: at("2026-02-24T14:10:00.000Z")),
  ]
  var window = CouncilWindow(
    isOpen: false, changesAt: at("2026-03-03T14:00:00.000Z"), zone: "UTC", quorum: 2)
  /// What previews are answered with.
  var preview: DeskAnswer = .previewed(Governance.summary)

  private static func exception(
    _ number: Int64, _ terms: ExceptionTerms, status: ExceptionStatus, from: String,
    until: String, approvals: [String]
  ) -> ExceptionRow {
    ExceptionRow(
      number: number, terms: terms, code: "capacity", reason: "The spring fair fills the calendar",
      references: [ExceptionReference(kind: .account, id: "ACME")], ownerRole: "manager",
      effective: at("\(from)T00:00:00.000Z"), sunset: at("\(until)T00:00:00.000Z"),
      wantedSunset: at("\(until)T00:00:00.000Z"), renews: nil, status: status,
      requestedBy: "m.okafor", requestedAt: at("2026-02-01T10:00:00.000Z"),
      decidedBy: status == .requested ? nil : "s.vogel",
      decidedAt: status == .requested ? nil : at("2026-02-02T10:00:00.000Z"), note: nil,
      signedOffAt: nil, approvals: approvals)
  }

  private static func change(
    _ number: Int64, _ kind: ChangeRequestKind, _ reason: String, by: String = "m.okafor",
    status: ChangeRequestStatus = .open, version: Int? = nil, approvals: [String] = []
  ) -> ChangeRequestRow {
    ChangeRequestRow(
      number: number, kind: kind, reason: reason, base: version.map { $0 - 1 } ?? 7,
      rollbackTo: nil, dimension: kind == .draft ? 5 : nil, escalation: kind == .draft ? 188 : nil,
      draft: nil, status: status, requestedBy: by, requestedAt: at("2026-02-27T15:30:00.000Z"),
      decidedBy: nil, decidedAt: nil, version: version, note: nil,
      hash: kind == .draft ? nil : String(repeating: "c4", count: 32), approvals: approvals)
  }

  private static func version(
    _ number: Int, _ reason: String, request: Int64? = nil
  ) -> RuleVersionRow {
    RuleVersionRow(
      version: number, hash: String(repeating: "7b", count: 32), author: "m.okafor",
      approvers: ["r.adler", "s.vogel"], reason: reason,
      at: at("2026-02-2\(number - 4)T14:20:00.000Z"), request: request)
  }

  static let differences = [
    RuleDifference(path: "pool.emea-mm.countries", old: "DE FR NO", new: "DE FR IS NO"),
    RuleDifference(path: "pool.emea-mm.on_empty", old: nil, new: "fallback-emea"),
  ]

  static let summary = PreviewSummary(
    mode: "as recorded", from: at("2026-01-31T00:00:00.000Z"), to: at("2026-03-02T00:00:00.000Z"),
    before: "v7", after: "change 9", leads: 3810, changed: 41,
    moves: [
      PreviewSummary.Move(from: "fallback-emea", to: "eva.lind", leads: 38),
      PreviewSummary.Move(from: "max.ott", to: "eva.lind", leads: 3),
    ],
    counts: [
      PreviewSummary.Count(kind: "route", name: "fallback", before: 212, after: 174),
      PreviewSummary.Count(kind: "contingent", name: "contingent", before: 96, after: 96),
    ],
    reps: [PreviewSummary.Count(kind: "rep", name: "eva.lind", before: 88, after: 129)],
    rows: [
      PreviewSummary.Row(
        lead: "L-3999", number: LeadNumber(3999), before: "fallback-emea", after: "eva.lind",
        sentenceBefore: "Waits in fallback-emea: nobody covers Iceland in Icelandic.",
        sentenceAfter: "Assigned to Eva Lindström: she covers Iceland in Icelandic.")
    ],
    assumptions: ["For 12 reps load was derived from the history."])

  var agenda: Agenda {
    Agenda(
      at: at("2026-03-02T09:15:04.000Z"), window: window, version: 7,
      changes: changes.filter { $0.status == .open },
      previews: [Agenda.PreviewLine(change: 9, text: "41 of 3,810 leads end elsewhere")],
      requested: exceptions.filter { $0.status == .requested },
      ending: exceptions.filter { $0.number == 14 }, roster: Array(roster.prefix(2)),
      sections: [
        Report.Section(
          title: "First seen this week", columns: ["what", "value", "leads"],
          rows: [["country", "IS", "38"], ["campaign", "spring-fair", "12"]]),
        Report.Section(title: "Empty seats", columns: [], rows: []),
      ])
  }

  static let report = Report(
    name: "escalations", from: at("2026-02-23T00:00:00.000Z"),
    to: at("2026-03-02T00:00:00.000Z"),
    rows: [
      Report.Figure("escalations per 1,000 leads", .perThousand, value: 4.25, count: 941),
      Report.Figure(
        "review attainment", .share, by: [Report.Term("region", "EMEA")], value: 0.8,
        count: 40, threshold: 0.85, breached: true),
      Report.Figure("median review", .minutes, value: 74.5, count: 12),
      Report.Figure("routing errors", .share, value: nil, count: 0),
    ],
    sections: [
      Report.Section(
        title: "Outcomes", columns: ["outcome", "count"],
        rows: [["correct", "7"], ["refine_rule", "3"], ["routing_error", "2"]])
    ])
}

extension Company {
  /// What the register holds, the newest first.
  static let log: [LogRow] = [
    entry(
      41_203, "lead.assigned", "lead/L-4127", "host",
      "{\"engine\":1,\"ruleset\":7,\"decision\":\(decision)}"),
    entry(
      41_202, "lead.reassigned", "lead/L-4118", "m.okafor",
      "{\"lead\":\"L-4118\",\"from\":null,\"to\":\"max.ott\",\"code\":\"capacity\",\"seen\":[3,4]}"),
    entry(
      41_201, "intake.accepted", "file/leads-0914.csv", "drop",
      "{\"file\":\"leads-0914.csv\",\"rows\":120,\"rejects\":[{\"line\":17,\"why\":\"no e-mail\"}]}"
    ),
    entry(41_200, "act.refused", "lead/L-4126", "eva.lind", "{\"why\":\"stale\"}"),
  ]

  private static func entry(
    _ seq: Int64, _ kind: String, _ subject: String, _ actor: String, _ payload: String
  ) -> LogRow {
    LogRow(
      seq: seq, at: at("2026-03-02T09:14:51.000Z"), actor: actor, role: "manager",
      kind: EntryKind(rawValue: kind) ?? .leadReceived, subject: subject, payload: payload,
      hash: String(repeating: "4be1", count: 16))
  }

  /// The files that came in, the newest first.
  static let files: [IntakeFileRow] = [
    IntakeFileRow(
      id: 52, name: "leads-0914.csv", folder: "leads", bytes: 48_112, attempt: 1,
      takenAt: at("2026-03-02T09:14:30.000Z"), finishedAt: at("2026-03-02T09:14:32.000Z"),
      result: "accepted", reason: nil,
      counts: IntakeCounts(
        rows: 120, assigned: 96, queued: 14, duplicate: 6, shadowed: 0, redelivered: 1,
        updated: 1, rejected: 2)),
    IntakeFileRow(
      id: 51, name: "fair.xlsx", folder: "leads", bytes: 9_001, attempt: 3,
      takenAt: at("2026-03-02T08:40:00.000Z"), finishedAt: at("2026-03-02T08:40:01.000Z"),
      result: "rejected", reason: "no CSV or JSON: save the sheet as CSV", counts: IntakeCounts()),
    IntakeFileRow(
      id: 53, name: "partners.jsonl", folder: "leads", bytes: 1_048_576, attempt: 1,
      takenAt: at("2026-03-02T09:15:02.000Z"), finishedAt: nil, result: nil, reason: nil,
      counts: IntakeCounts()),
  ]
}
