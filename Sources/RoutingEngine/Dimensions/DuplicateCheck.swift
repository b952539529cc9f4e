import LeadModel

/// Before any dimension: does this lead repeat one that somebody already has?
///
/// The search for the earlier lead or contact is done before; this step takes its answer. A match by
/// phone and last name is contingent. A match whose owner is no longer active, and one on a closed lead,
/// leave a flag and route normally.
enum DuplicateCheck: DecisionStep {
  enum Finding: Sendable { case hit, ownerInactive, returning, new }

  static func take(
    _ facts: Facts, _ rules: RuleTables, _ standing: inout some StandingSource,
    _ run: inout Deliberation
  ) -> Ending? {
    if facts.returning { run.flags.insert(.returning) }
    if facts.duplicateOwnerInactive { run.flags.insert(.duplicateOwnerInactive) }
    guard let hit = facts.duplicate else {
      let finding: Finding =
        facts.duplicateOwnerInactive ? .ownerInactive : facts.returning ? .returning : .new
      run.note(.passed, .duplicate(finding))
      return nil
    }
    let path: StepPath = hit.via == .phone ? .secondary : .primary
    if path == .secondary { run.isContingent = true }
    run.note(.duplicate, path: path, .duplicate(.hit))
    return .duplicate
  }

  static func writeFields(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    guard let hit = facts.duplicate else { return }
    out.raw(#""key":"#)
    out.string(hit.via.rawValue)
    out.raw(#","duplicate_of":"#)
    out.string(hit.target)
  }

  static func writeWhy(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    switch finding {
    case .new: break
    case .ownerInactive: out.raw("an earlier lead matches, but its owner is no longer active")
    case .returning: out.raw("an earlier lead of the same person is closed")
    case .hit:
      guard let hit = facts.duplicate else { return }
      switch hit.via {
      case .email: out.raw("the same email as ")
      case .contact: out.raw("the same email as a contact in an active sequence, ")
      case .phone: out.raw("the same phone and last name as ")
      }
      out.escaped(hit.target)
    }
  }
}
