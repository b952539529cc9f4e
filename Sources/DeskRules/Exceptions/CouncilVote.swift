import LeadModel
import RoutingEngine

/// A vote of the council on an exception: it is recorded at any time, and takes effect with the one that
/// makes the quorum, inside the window.
struct CouncilVote {
  /// Who has approved, this vote included.
  let votes: [String]
  /// Whether the vote is a new one.
  let isNew: Bool
  let quorum: Int
  /// When the window opens, where it is shut.
  let opensAt: Instant?

  /// Whether it makes the quorum, so that the exception comes into force with it.
  var takesEffect: Bool { votes.count >= quorum }

  /// Counts the actor's vote. `deed` is what the refusal outside the window calls it.
  init(
    _ deed: String, of name: String, author: String, earlier: [String], by actor: Actor,
    _ grounds: ExceptionGrounds
  ) throws(Refusal) {
    guard actor.isSolo || author != actor.name else {
      throw Refusal(
        .role,
        "\(name) was requested by \(actor.name), who may not decide on it: any other "
          + "council may")
    }
    let council = grounds.ruleSet.council
    quorum = actor.isSolo ? 1 : council.quorum
    isNew = !earlier.contains(actor.name)
    votes = isNew ? earlier + [actor.name] : earlier
    // Where the rules ask for fewer by now, those who voted are enough.
    guard isNew || earlier.count >= quorum else {
      throw Refusal(
        .conflict,
        "\(actor.name) has approved \(name) already: "
          + Self.missing(quorum - earlier.count) + " of other members")
    }
    opensAt = council.window(at: grounds.now, organisation: grounds.zone).nextOpening
    if votes.count >= quorum,
      let refusal = council.refusal(
        outsideWindow: deed, at: grounds.now, organisation: grounds.zone)
    {
      throw refusal
    }
  }

  /// What is missing, and when the last one may come.
  func stillMissing(_ grounds: ExceptionGrounds) -> String {
    let window = opensAt.map {
      ", and the last one counts only in the council's window, which opens on "
        + $0.words(in: grounds.councilZone)
    }
    return Self.missing(quorum - votes.count) + (window ?? "")
  }

  private static func missing(_ count: Int) -> String {
    count == 1 ? "1 more approval is needed" : "\(count) more approvals are needed"
  }
}

extension CouncilWindow {
  /// nil while it is open, and where it never is.
  fileprivate var nextOpening: Instant? { isOpen ? nil : changesAt }
}

extension ExceptionGrounds {
  /// The zone of the council's window.
  fileprivate var councilZone: Zone { ruleSet.council.zone(zone) }
}
