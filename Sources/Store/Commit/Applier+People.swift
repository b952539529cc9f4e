import LeadModel

/// What people wrote about leads, and its end.
extension Applier {
  func add(_ note: NoteAdded) throws {
    try db.run("INSERT INTO note (lead, kind, text, by_actor, at) VALUES (?, ?, ?, ?, ?)") { row in
      row.int(note.lead.value)
      row.text(note.kind)
      row.text(note.text)
      row.text(note.by)
      row.instant(note.at)
    }
  }

  /// Deletes the person of a lead, its secret, and every free text that people wrote about the lead.
  /// The log stays: it holds commitments, and without the secret they tell nothing.
  func erase(_ lead: LeadNumber) throws {
    let bind: (inout Binder) -> Void = { $0.int(lead.value) }
    let person = try db.run("DELETE FROM person WHERE lead = ?", bind)
    let notes = try db.run("DELETE FROM note WHERE lead = ?", bind)
    let judgements = try db.run(
      "UPDATE audit_judgement SET note = NULL WHERE lead = ? AND note IS NOT NULL", bind)
    let escalations = try db.run(
      """
      UPDATE escalation SET note = NULL, closing_note = NULL
      WHERE lead = ? AND (note IS NOT NULL OR closing_note IS NOT NULL)
      """, bind)
    // A draft that a review opened has the reviewer's sentence for its reason.
    let drafts = try db.run(
      """
      UPDATE change_request SET reason = '', secret = zeroblob(32)
      WHERE kind = 'draft' AND reason <> ''
        AND escalation IN (SELECT number FROM escalation WHERE lead = ?)
      """, bind)
    guard person + notes + judgements + escalations + drafts > 0 else {
      throw StoreProblem.refused("the person of lead \(lead) was erased before")
    }
    try touch(lead)
  }
}
