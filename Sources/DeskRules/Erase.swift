import LeadModel

/// Deleting what says who the person of a lead is. The log stays whole: it holds commitments, which tell
/// nothing without the secret that goes too; routing facts and decisions stay and explain themselves.
public struct Erase: Sendable {
  /// A file that is written anew without the person.
  public struct File: Sendable, Equatable {
    /// Its path in the workspace.
    public var path: String
    /// How many rows of it go.
    public var rows: Int
    /// SHA-256 before and after, 64 hex digits.
    public var old: String
    public var new: String
    public init(path: String, rows: Int, old: String, new: String) {
      self.path = path
      self.rows = rows
      self.old = old
      self.new = new
    }
  }

  public init() {}

  /// Why the actor may not, or why there is nothing to erase; nil where they may. Asked before files are
  /// searched.
  public func refusal(_ lead: LeadSnapshot, by actor: Actor) -> Refusal? {
    Authority.check(.administer, by: actor, on: lead.authoritySubject)
  }

  /// Decides the act at `now`. `files` are those that hold rows of the person.
  public func decide(
    _ lead: LeadSnapshot, files: [File], by actor: Actor, now: Instant
  ) -> ActOutcome {
    if let refusal = refusal(lead, by: actor) { return .refused(refusal) }
    let isErased = lead.secret.isEmpty
    if isErased, files.isEmpty {
      return .refused(
        Refusal(.conflict, "the person of \(lead.words) is erased already, and no file names them"))
    }
    var payload = Payload()
    payload.put("lead", lead.row.publicID)
    payload.put("number", lead.row.number.value)
    payload.put("values", !isErased)
    payload.put(
      "files",
      objects: files.map { file in
        var entry = Payload()
        entry.put("path", file.path)
        entry.put("rows", file.rows)
        entry.put("old_sha256", file.old)
        entry.put("new_sha256", file.new)
        return entry
      })
    return .done(
      unit: CommitUnit(
        changes: isErased ? [] : [.personErased(lead: lead.row.number, at: now)],
        entries: [
          EntryDraft(
            at: now, actor: actor.name, role: actor.roleText, kind: .personErased,
            subject: lead.subject, payload: payload.bytes)
        ]),
      text: text(lead, files, isErased: isErased))
  }

  private func text(_ lead: LeadSnapshot, _ files: [File], isErased: Bool) -> String {
    let rows = files.reduce(0) { $0 + $1.rows }
    let places =
      files.isEmpty
      ? "no delivered file held them"
      : "\(rows) \(rows == 1 ? "row" : "rows") in \(files.count) "
        + (files.count == 1 ? "file" : "files")
    return isErased
      ? "Erased what files still held of the person of \(lead.row.number): \(places)"
      : "Erased the person of \(lead.row.number): names, contact details, message, extra columns, notes "
        + "and the secret of their commitments; \(places). Company, routing facts and the log stay"
  }
}
