import LeadModel

/// Change requests and changes of the roster.
extension Applier {
  func file(_ request: ChangeRequested) throws {
    try db.run(
      """
      INSERT INTO change_request (number, kind, reason, hash, base, rollback_to, dimension,
        escalation, draft, status, requested_by, requested_at, secret, source, document)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?)
      """
    ) { row in
      row.int(request.number)
      row.text(request.kind.rawValue)
      row.text(request.reason)
      row.optionalBlob(request.hash)
      row.int(request.base)
      row.int(request.rollbackTo)
      row.int(request.dimension)
      row.int(request.escalation)
      row.int(request.draft)
      row.text(request.by)
      row.instant(request.at)
      row.blob(request.secret)
      row.text(request.source)
      row.optionalBlob(request.document)
    }
  }

  func decide(_ decision: ChangeDecided) throws {
    guard decision.status != .open else {
      throw StoreProblem.refused("change request \(decision.number) cannot be opened again")
    }
    try one(
      "change request \(decision.number) is not open",
      """
      UPDATE change_request SET status = ?, decided_by = ?, decided_at = ?, version = ?, note = ?
      WHERE number = ? AND status = 'open'
      """
    ) { row in
      row.text(decision.status.rawValue)
      row.text(decision.by)
      row.instant(decision.at)
      row.int(decision.version)
      row.text(decision.note)
      row.int(decision.number)
    }
  }

  func note(_ change: RosterChangeNoted) throws {
    try db.run(
      "INSERT INTO roster_change (id, rep, field, old, new, at) VALUES (?, ?, ?, ?, ?, ?)"
    ) { row in
      row.int(change.id)
      row.text(change.rep)
      row.text(change.field)
      row.text(change.old)
      row.text(change.new)
      row.instant(change.at)
    }
  }

  func review(_ ids: [Int64], _ by: String, _ at: Instant) throws {
    for id in ids {
      try one(
        "roster change \(id) is unknown, or was reviewed before",
        """
        UPDATE roster_change SET reviewed_by = ?, reviewed_at = ?
        WHERE id = ? AND reviewed_at IS NULL
        """
      ) { row in
        row.text(by)
        row.instant(at)
        row.int(id)
      }
    }
  }
}

extension Binder {
  fileprivate mutating func optionalBlob(_ value: [UInt8]?) {
    if let value { blob(value) } else { null() }
  }
}
