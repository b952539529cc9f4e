import LeadModel
import Ledger

@testable import Store

/// Makes the units of the council's work as the desk would.
enum Council {
  static func entry(
    _ kind: EntryKind, _ subject: String, by: String = "lee", minute: Int64 = 0,
    payload: String = "{}"
  ) -> EntryDraft {
    EntryDraft(
      at: Maker.at(minute), actor: by, role: "council", kind: kind, subject: subject,
      payload: Array(payload.utf8))
  }

  static func publish(_ version: Int, request: Int64? = nil, minute: Int64 = 0) -> CommitUnit {
    let rules = RulesPublished(
      version: version, hash: Digest.sha256("\(version)"), document: Array("{}".utf8),
      source: "# \(version)", author: "lee", reason: "why", at: Maker.at(minute),
      approvers: request == nil ? [] : ["kim", "bo"], request: request)
    var unit = CommitUnit(
      changes: [.rulesPublished(rules)], entries: [entry(.rulesPublished, "rules/\(version)")])
    if let request {
      unit.changes.append(
        .changeDecided(
          ChangeDecided(
            number: request, status: .published, by: "kim", at: Maker.at(minute),
            version: version, note: nil)))
    }
    return unit
  }

  static func exception(
    _ number: Int64, renews: Int64? = nil, code: String = "strategic", days: Int64 = 30,
    wanted: Int64? = nil, minute: Int64 = 0
  ) -> CommitUnit {
    let effective = Maker.start
    let requested = ExceptionRequested(
      number: number,
      terms: ExceptionTerms(
        kind: .routeTo, rep: "ana", account: "A-1", domain: "acme.example", campaign: "spring",
        value: nil),
      code: code, reason: "Ana sold them the last three",
      references: [
        ExceptionReference(kind: .account, id: "A-1"),
        ExceptionReference(kind: .coverage, id: "BR:pt"),
      ],
      ownerRole: "manager", effective: effective, sunset: effective + days * Instant.day,
      wantedSunset: effective + (wanted ?? days) * Instant.day, renews: renews, by: "mia",
      at: Maker.at(minute), secret: Maker.secret)
    return CommitUnit(
      changes: [.exceptionRequested(requested)],
      entries: [
        entry(
          renews == nil ? .exceptionRequested : .exceptionRenewed, "exception/\(number)",
          by: "mia", minute: minute, payload: "{\"code\":\"\(code)\"}")
      ])
  }

  /// A vote, and with `decides` its effect.
  static func approve(
    _ number: Int64, by: String, decides: Bool = false, minute: Int64 = 1
  ) -> CommitUnit {
    var unit = CommitUnit(
      changes: [vote(.exception(number), by, minute)],
      entries: [entry(.exceptionApproved, "exception/\(number)", by: by, minute: minute)])
    if decides { unit.changes.append(decided(number, .approved, by: by, minute: minute)) }
    return unit
  }

  static func end(
    _ number: Int64, _ status: ExceptionStatus, minute: Int64 = 2
  ) -> CommitUnit {
    CommitUnit(
      changes: [decided(number, status, by: "kim", minute: minute, note: "no longer needed")],
      entries: [
        entry(
          status == .rejected ? .exceptionRejected : .exceptionRevoked, "exception/\(number)",
          by: "kim", minute: minute)
      ])
  }

  static func signOff(
    _ number: Int64, by: String, upTo days: Int64? = nil, minute: Int64
  ) -> CommitUnit {
    var unit = CommitUnit(
      changes: [vote(.signOff(exception: number), by, minute)],
      entries: [entry(.exceptionSignedOff, "exception/\(number)", by: by, minute: minute)])
    if let days {
      unit.changes.append(
        .exceptionSignedOff(
          number: number, by: by, at: Maker.at(minute), sunset: Maker.start + days * Instant.day))
    }
    return unit
  }

  static func request(
    _ number: Int64, kind: ChangeRequestKind = .rules, draft: Int64? = nil,
    escalation: Int64? = nil, base: Int = 1
  ) -> CommitUnit {
    let document: [UInt8]? = kind == .draft ? nil : Array("{\"n\":\(number)}".utf8)
    let requested = ChangeRequested(
      number: number, kind: kind, reason: "EMEA answers too late",
      source: document == nil ? nil : "# rules", document: document,
      hash: document.map { Digest.sha256($0) }, base: base,
      rollbackTo: kind == .rollback ? 1 : nil, dimension: kind == .draft ? 3 : nil,
      escalation: escalation, draft: draft, by: "mia", at: Maker.start, secret: Maker.secret)
    var unit = CommitUnit(changes: [.changeRequested(requested)])
    if kind == .draft {
      unit.entries = [entry(.escalationReviewed, "escalation/\(escalation ?? 1)", by: "mia")]
    } else {
      unit.entries = [entry(.rulesProposed, "change/\(number)", by: "mia")]
    }
    return unit
  }

  static func approveChange(_ number: Int64, by: String) -> CommitUnit {
    CommitUnit(
      changes: [vote(.change(number), by, 1)],
      entries: [entry(.rulesApproved, "change/\(number)", by: by, minute: 1)])
  }

  static func vote(_ subject: ApprovalSubject, _ by: String, _ minute: Int64) -> Change {
    .approvalGiven(ApprovalGiven(subject: subject, by: by, at: Maker.at(minute)))
  }

  private static func decided(
    _ number: Int64, _ status: ExceptionStatus, by: String, minute: Int64, note: String? = nil
  ) -> Change {
    .exceptionDecided(
      ExceptionDecided(
        number: number, status: status, by: by, at: Maker.at(minute), note: note))
  }
}
