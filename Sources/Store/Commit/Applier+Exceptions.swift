import LeadModel

/// Exceptions and the votes of the council.
extension Applier {
  func request(_ exception: ExceptionRequested) throws {
    let references = try JSONText.text(exception.references)
    try db.run(
      """
      INSERT INTO exception (number, kind, rep, account, domain, campaign, value, code, reason,
        refs, owner_role, effective_at, sunset_at, wanted_sunset_at, renews, status, requested_by,
        requested_at, secret)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'requested', ?, ?, ?)
      """
    ) { row in
      row.int(exception.number)
      row.terms(exception.terms)
      row.text(exception.code)
      row.text(exception.reason)
      row.text(references)
      row.text(exception.ownerRole)
      row.instant(exception.effective)
      row.instant(exception.sunset)
      row.instant(exception.wantedSunset)
      row.int(exception.renews)
      row.text(exception.by)
      row.instant(exception.at)
      row.blob(exception.secret)
    }
  }

  /// What was requested is approved or rejected; what was approved can be revoked; nothing else.
  func decide(_ decision: ExceptionDecided) throws {
    let before = decision.status == .revoked ? "approved" : "requested"
    guard decision.status != .requested else {
      throw StoreProblem.refused("exception \(decision.number) cannot be requested again")
    }
    try one(
      "exception \(decision.number) is not \(before)",
      """
      UPDATE exception SET status = ?, decided_by = ?, decided_at = ?, note = ?
      WHERE number = ? AND status = ?
      """
    ) { row in
      row.text(decision.status.rawValue)
      row.text(decision.by)
      row.instant(decision.at)
      row.text(decision.note)
      row.int(decision.number)
      row.text(before)
    }
  }

  func signOff(_ number: Int64, _ by: String, _ at: Instant, _ sunset: Instant) throws {
    try one(
      "exception \(number) is not approved, or was not asked for up to then",
      """
      UPDATE exception SET signed_off_at = ?, sunset_at = ?
      WHERE number = ? AND status = 'approved' AND sunset_at <= ? AND wanted_sunset_at >= ?
      """
    ) { row in
      row.instant(at)
      row.instant(sunset)
      row.int(number)
      row.instant(sunset)
      row.instant(sunset)
    }
  }

  /// Votes count only while what they are about waits for them: before it is decided.
  func add(_ approval: ApprovalGiven) throws {
    let (kind, number, waits) = Self.vote(approval.subject)
    guard try db.number(waits, [.int(number)]) == 1 else {
      throw StoreProblem.refused("\(kind) \(number) does not wait for approval")
    }
    let before = try db.number(
      """
      SELECT count(*) FROM approval
      WHERE kind = ? AND subject = ? AND by_actor = ? AND kind <> 'sign_off'
      """, [.text(kind), .int(number), .text(approval.by)])
    guard before == 0 else {
      throw StoreProblem.refused("\"\(approval.by)\" approved \(kind) \(number) before")
    }
    try db.run("INSERT INTO approval (kind, subject, by_actor, at) VALUES (?, ?, ?, ?)") { row in
      row.text(kind)
      row.int(number)
      row.text(approval.by)
      row.instant(approval.at)
    }
  }

  private static func vote(
    _ subject: ApprovalSubject
  ) -> (kind: String, number: Int64, waits: String) {
    let exception = "SELECT count(*) FROM exception WHERE number = ? AND status ="
    return switch subject {
    case .exception(let number): ("exception", number, "\(exception) 'requested'")
    case .signOff(let number): ("sign_off", number, "\(exception) 'approved'")
    case .change(let number):
      (
        "change", number,
        """
        SELECT count(*) FROM change_request
        WHERE number = ? AND status = 'open' AND kind <> 'draft'
        """
      )
    }
  }
}

extension Binder {
  fileprivate mutating func terms(_ terms: ExceptionTerms) {
    text(terms.kind.rawValue)
    text(terms.rep)
    text(terms.account)
    text(terms.domain)
    text(terms.campaign)
    text(terms.value)
  }
}
