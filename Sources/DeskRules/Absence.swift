import LeadModel
import RoutingEngine

/// Going off shift at once, and coming back.
public struct Absence: Sendable {
  /// A rep as the act finds them.
  public struct Snapshot: Sendable {
    public var rep: Rep
    /// The rep's own, or that of their country.
    public var region: RegionID?
    /// In which the rep's times are read and said.
    public var zone: Zone
    /// The absence that runs.
    public var current: AwayStarted?
    /// When the rep would next be on shift, absences aside; nil for now, or where nothing is known.
    public var nextShift: Instant?
    public init(
      rep: Rep, region: RegionID?, zone: Zone, current: AwayStarted? = nil,
      nextShift: Instant? = nil
    ) {
      self.rep = rep
      self.region = region
      self.zone = zone
      self.current = current
      self.nextShift = nextShift
    }
  }

  /// What somebody asks for who goes away.
  public struct Order: Sendable {
    /// nil for `until`, and for until back.
    public var minutes: Int?
    /// A time as ``AbsenceLength`` reads it, in the rep's zone.
    public var until: String?
    public var delegate: Rep?
    /// Why the delegate is not at work now: `on_leave` or `away`.
    public var delegateOff: RemovalReason?
    /// Of the rule set; empty where nobody said why.
    public var code: String
    public init(
      minutes: Int? = nil, until: String? = nil, delegate: Rep? = nil,
      delegateOff: RemovalReason? = nil, code: String
    ) {
      self.minutes = minutes
      self.until = until
      self.delegate = delegate
      self.delegateOff = delegateOff
      self.code = code
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

  /// Decides going away. Whoever is away already is so anew: the absence that ran ends now, its delegate with
  /// it.
  public func leave(_ order: Order, rules: RuleSet) -> ActOutcome {
    if let refusal = refusal { return .refused(refusal) }
    let until: Instant?
    switch end(order) {
    case .success(let end): until = end
    case .failure(let refusal): return .refused(refusal)
    }
    switch reason(order.code, rules) {
    case .failure(let refusal): return .refused(refusal)
    case .success(let reason):
      if let delegate = order.delegate, !delegate.isActive || delegate.id == rep.rep.id {
        return .refused(
          Refusal(.conflict, "\(delegate.name) cannot stand in: the delegate is another active rep")
        )
      }
      let started = AwayStarted(
        rep: rep.rep.id, from: now, until: until, delegate: order.delegate?.id, code: reason)
      let before: [Change] = rep.current == nil ? [] : [.awayEnded(rep: rep.rep.id, at: now)]
      return .done(
        unit: CommitUnit(
          changes: before + [.awayStarted(started)], entries: [entry(.repAway, payload(started))]),
        text: words(started, order))
    }
  }

  /// Decides coming back.
  public func comeBack() -> ActOutcome {
    if let refusal = refusal { return .refused(refusal) }
    guard let current = rep.current else {
      return .refused(Refusal(.conflict, "\(rep.rep.name) is not away"))
    }
    var payload = Payload()
    payload.put("rep", rep.rep.id.text)
    payload.put("was_until", current.until)
    let early = current.until.map { ", before \(text($0)) as was said" } ?? ""
    return .done(
      unit: CommitUnit(
        changes: [.awayEnded(rep: rep.rep.id, at: now)], entries: [entry(.repBack, payload)]),
      text: "\(rep.rep.name) is back" + early + offShiftWords(until: now))
  }

  // MARK: What was asked for

  private func end(_ order: Order) -> Result<Instant?, Refusal> {
    if let text = order.until {
      guard let end = AbsenceLength.end(text, in: rep.zone, after: now) else {
        return refuse("\"\(text)\" is no time: write 14:00, 2026-03-03 or 2026-03-03 14:00")
      }
      guard end > now else { return refuse("\"\(text)\" is over: it is \(self.text(now))") }
      guard end <= now + Int64(Self.longestMinutes) * Instant.minute else {
        return refuse("\"\(text)\" is more than 14 days ahead: enter longer absences as leave")
      }
      return .success(end)
    }
    guard let minutes = order.minutes else { return .success(nil) }
    guard (1...Self.longestMinutes).contains(minutes) else {
      return refuse("away takes 1 minute to 14 days: enter longer absences as leave")
    }
    return .success(now + Int64(minutes) * Instant.minute)
  }

  /// The code as the rule set spells it. Where there is one only, it need not be said.
  private func reason(_ code: String, _ rules: RuleSet) -> Result<String, Refusal> {
    let codes = rules.reasonCodes.filter { $0.uses.contains(.away) }.map(\.code)
    if code.isEmpty, codes.count == 1 { return .success(codes[0]) }
    if let known = codes.first(where: { $0.lowercased() == code.lowercased() }) {
      return .success(known)
    }
    guard !codes.isEmpty else {
      return refuse(
        "the rules have no reason code for away: a [[reason_code]] with for = [\"away\"]")
    }
    let known = codes.joined(separator: ", ")
    return refuse(
      code.isEmpty
        ? "being away takes a reason: say it with --code, one of \(known)"
        : "\"\(code)\" is no reason for being away here: use one of \(known)")
  }

  private func refuse<Value>(_ why: String) -> Result<Value, Refusal> {
    .failure(Refusal(.usage, why))
  }

  private var refusal: Refusal? {
    Authority.check(.goAway, by: actor, on: .init(rep: rep.rep.id, region: rep.region))
  }

  // MARK: What is told

  private func payload(_ started: AwayStarted) -> Payload {
    var payload = Payload()
    payload.put("rep", rep.rep.id.text)
    payload.put("until", started.until)
    payload.put("delegate", started.delegate?.text)
    payload.put("code", started.code)
    if let current = rep.current { payload.put("was_until", current.until) }
    return payload
  }

  private func entry(_ kind: EntryKind, _ payload: Payload) -> EntryDraft {
    EntryDraft(
      at: now, actor: actor.name, role: actor.roleText, kind: kind,
      subject: "rep/\(rep.rep.id.text)", payload: payload.bytes)
  }

  /// `Ana Silva is away until 14:00 Europe/Berlin; Max Ott stands in for named accounts and open deals`.
  private func words(_ started: AwayStarted, _ order: Order) -> String {
    var words = "\(rep.rep.name) is away until \(started.until.map(text) ?? "back")"
    if let current = rep.current {
      words += " instead of until \(current.until.map(text) ?? "back")"
    }
    if let until = started.until { words += offShiftWords(until: until) }
    if let delegate = order.delegate {
      words += "; \(delegate.name) stands in for named accounts and open deals"
      switch order.delegateOff {
      case .onLeave: words += ", but is on leave now: until then \(rep.rep.name) keeps them"
      case .away: words += ", but is away too"
      default: break
      }
    } else if rep.current?.delegate != nil {
      words += "; nobody stands in any more"
    }
    return words
  }

  /// `, off shift until Tue 09:00 anyway`, where no shift begins before.
  private func offShiftWords(until end: Instant) -> String {
    guard let next = rep.nextShift, next > end else { return "" }
    return ", off shift until \(text(next)) anyway"
  }

  /// `14:00 Europe/Berlin`, with the date where that is another day.
  private func text(_ instant: Instant) -> String {
    let wall = rep.zone.wall(at: instant)
    let day = wall.date == rep.zone.wall(at: now).date ? "" : "\(wall.date) "
    return "\(day)\(wall.clockText) \(rep.zone.name)"
  }
}
