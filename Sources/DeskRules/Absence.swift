import LeadModel
import RoutingEngine

/// Going off shift at once, and coming back.
public struct Absence: Sendable {
  /// A rep as the act finds them.
  public struct Snapshot: Sendable {
    public var rep: Rep
    public var region: RegionID?
    public var isAway: Bool
    public init(rep: Rep, region: RegionID?, isAway: Bool) {
      self.rep = rep
      self.region = region
      self.isAway = isAway
    }
  }

  /// At most this long in one go: longer is leave.
  public static let longestMinutes = 14 * 24 * 60

  private let rep: Snapshot
  private let actor: Actor
  private let now: Instant

  public init(_ rep: Snapshot, by actor: Actor, now: Instant) {
    self.rep = rep
    self.actor = actor
    self.now = now
  }

  /// Decides going away. `delegate` is nil, or a rep of the roster.
  public func leave(minutes: Int?, delegate: Rep?, code: String, rules: RuleSet) -> ActOutcome {
    if let refusal = refusal { return .refused(refusal) }
    let codes = rules.reasonCodes.filter { $0.uses.contains(.away) }
    guard let reason = codes.first(where: { $0.code.lowercased() == code.lowercased() }) else {
      let known = codes.map(\.code).joined(separator: ", ")
      return .refused(
        Refusal(.usage, "\"\(code)\" is no reason for being away here: use one of \(known)"))
    }
    if let minutes, !(1...Self.longestMinutes).contains(minutes) {
      return .refused(
        Refusal(.usage, "away takes 1 minute to 14 days: enter longer absences as leave"))
    }
    if let delegate, !delegate.isActive || delegate.id == rep.rep.id {
      return .refused(
        Refusal(.conflict, "\(delegate.name) cannot stand in: the delegate is another active rep"))
    }
    let started = AwayStarted(
      rep: rep.rep.id, from: now, until: minutes.map { now + Int64($0) * Instant.minute },
      delegate: delegate?.id, code: reason.code)
    let before: [Change] = rep.isAway ? [.awayEnded(rep: rep.rep.id, at: now)] : []
    var payload = Payload()
    payload.put("rep", rep.rep.id.text)
    payload.put("until", started.until)
    payload.put("delegate", started.delegate?.text)
    payload.put("code", reason.code)
    return .done(
      unit: CommitUnit(
        changes: before + [.awayStarted(started)], entries: [entry(.repAway, payload)]),
      text: "\(rep.rep.name) is away" + (minutes.map { " for \($0) minutes" } ?? " until back"))
  }

  /// Decides coming back.
  public func comeBack() -> ActOutcome {
    if let refusal = refusal { return .refused(refusal) }
    guard rep.isAway else {
      return .refused(Refusal(.conflict, "\(rep.rep.name) is not away"))
    }
    var payload = Payload()
    payload.put("rep", rep.rep.id.text)
    return .done(
      unit: CommitUnit(
        changes: [.awayEnded(rep: rep.rep.id, at: now)], entries: [entry(.repBack, payload)]),
      text: "\(rep.rep.name) is back")
  }

  private var refusal: Refusal? {
    Authority.check(.goAway, by: actor, on: .init(rep: rep.rep.id, region: rep.region))
  }

  private func entry(_ kind: EntryKind, _ payload: Payload) -> EntryDraft {
    EntryDraft(
      at: now, actor: actor.name, role: actor.roleText, kind: kind,
      subject: "rep/\(rep.rep.id.text)", payload: payload.bytes)
  }
}
