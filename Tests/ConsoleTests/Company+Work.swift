import DeskRules
import LeadModel

/// What one lead of the fixture is.
struct Sketch {
  var time: String
  var company: String?
  var country: String?
  var language: String?
  var product: String?
  var segment: String?
  var owner: String?
  var queue: String?
  var state = LeadState.assigned
  var route = RouteType.coverage
  var reason: QueueReason?
  var isContingent = false
  var source = "web"
}

extension Company {
  mutating func addLeads() {
    let sketches = [
      Sketch(
        time: "09:14:51", company: "Nordwind AG", country: "DE", language: "de",
        product: "analytics", segment: "mid_market", owner: "ana.silva"),
      Sketch(
        time: "09:14:37", company: "Acme Holdings", country: "US", language: "en",
        product: "platform", segment: "enterprise", owner: "jo.kern", route: .namedAccount),
      Sketch(
        time: "09:14:20", language: "en", queue: "fallback-emea", state: .queued,
        route: .fallback, reason: .noGeo, isContingent: true),
      Sketch(
        time: "09:13:58", company: "Fjord Kraft AS", country: "NO", language: "no",
        product: "platform", segment: "mid_market", owner: "eva.lind", isContingent: true,
        source: "webinar"),
      Sketch(
        time: "09:13:02", company: "Brightwater Foods", country: "GB", language: "en",
        product: "analytics", segment: "enterprise", owner: "max.ott", route: .openOpportunity),
      Sketch(
        time: "09:12:40", company: "Nordwind AG", country: "DE", language: "de",
        product: "analytics", segment: "mid_market", owner: "ana.silva", state: .duplicate,
        route: .duplicate),
      Sketch(
        time: "09:11:15", company: "Colibri Logística", country: "ES", language: "es",
        product: "routing", segment: "smb", owner: "m.okafor", route: .exception),
      Sketch(
        time: "09:08:33", company: "Hoshino Seiki", country: "JP", language: "ja",
        product: "platform", segment: "enterprise", queue: "fallback-emea", state: .queued,
        route: .fallback, reason: .outsideHours),
      Sketch(
        time: "09:05:10", company: "Tessera Labs", country: "FR", language: "fr",
        product: "analytics", segment: "smb", owner: "eva.lind", state: .working,
        source: "partner"),
      Sketch(
        time: "09:02:47", company: "Quayside Hotels", country: "IE", language: "en",
        product: nil, segment: "mid_market", owner: "max.ott", route: .manual),
      Sketch(
        time: "08:55:00", company: "Vega Mobility", country: "SE", language: "sv",
        product: "routing", segment: "mid_market", owner: "eva.lind", state: .closed),
      Sketch(
        time: "08:41:19", company: "Al Noor Trading", country: "AE", language: "ar",
        product: "platform", segment: "smb", queue: "fallback-emea", state: .queued,
        route: .fallback, reason: .noCoverage),
      Sketch(
        time: "08:03:00", company: "Kestrel Ltd", country: "GB", language: "en",
        product: "platform", segment: "smb", queue: "fallback-emea", state: .queued,
        route: .fallback, reason: .allAtCapacity),
    ]
    leads = sketches.enumerated().map { Self.lead($0.element, number: 4127 - Int64($0.offset)) }
  }

  static func lead(_ sketch: Sketch, number: Int64) -> LeadRow {
    let received = at("2026-03-02T\(sketch.time).000Z")
    let minutes: Int64 = sketch.segment == "enterprise" ? 30 : 60
    var clock: ClockState? = ClockState(
      startedAt: received, dueAt: received + minutes * Instant.minute,
      warnAt: received + minutes * Instant.minute * 3 / 4)
    if sketch.state == .working || sketch.state == .closed {
      clock?.endedAt = received + 9 * Instant.minute
      clock?.end = .met
    }
    if sketch.state == .duplicate { clock = nil }
    return LeadRow(
      number: LeadNumber(number), publicID: "L-\(number)", source: sketch.source,
      receivedAt: received, submittedAt: received,
      facts: LeadRoutingFacts(
        company: sketch.company, country: sketch.country.flatMap { CountryCode($0) },
        countryInferred: sketch.isContingent, region: "EMEA",
        language: sketch.language.flatMap { LanguageCode($0) },
        product: sketch.product.map { ProductID($0) },
        segment: sketch.segment.map { SegmentID($0) }, account: nil, campaign: nil),
      state: sketch.state, owner: sketch.owner.map { RepID($0) },
      queue: sketch.queue.map { QueueID($0) },
      duplicateOf: sketch.state == .duplicate ? LeadNumber(4127) : nil, duplicateOfContact: nil,
      route: sketch.route, dimension: 7, reason: sketch.reason, contingent: sketch.isContingent,
      flags: [], version: 1, firstContact: clock)
  }

  mutating func addClocks() {
    func clock(
      _ id: Int64, _ kind: ClockKind, due: String, minutes: Int64, lead: Int64?,
      company: String?, owner: String? = nil, queue: String? = nil, escalation: Int64? = nil
    ) -> ClockRow {
      let end = at("2026-03-02T\(due).000Z")
      let start = end - minutes * Instant.minute
      return ClockRow(
        id: id, kind: kind, lead: lead.map { LeadNumber($0) }, escalation: escalation,
        company: company, owner: owner.map { RepID($0) }, queue: queue.map { QueueID($0) },
        state: ClockState(
          startedAt: start, dueAt: end, warnAt: start + minutes * Instant.minute * 3 / 4),
        workingTime: kind == .queue || kind == .escalation, warned: false, breached: now > end)
    }
    clocks = [
      clock(
        1, .queue, due: "09:10:52", minutes: 120, lead: 4115, company: "Kestrel Ltd",
        queue: "fallback-emea"),
      clock(
        2, .firstContact, due: "09:14:00", minutes: 60, lead: 4110, company: "Ostsee Reederei",
        owner: "max.ott"),
      clock(
        3, .firstContact, due: "09:18:44", minutes: 60, lead: 4127, company: "Nordwind AG",
        owner: "ana.silva"),
      clock(
        4, .escalation, due: "09:33:06", minutes: 120, lead: 4102, company: "Nordwind AG",
        escalation: 193),
      clock(
        5, .owner, due: "09:41:00", minutes: 60, lead: 4126, company: "Acme Holdings",
        owner: "jo.kern"),
      clock(
        6, .firstContact, due: "10:13:02", minutes: 60, lead: 4123, company: "Brightwater Foods",
        owner: "max.ott"),
      clock(
        7, .escalation, due: "10:56:00", minutes: 120, lead: 4098, company: "Vega Mobility",
        escalation: 194),
      clock(
        8, .queue, due: "15:30:00", minutes: 120, lead: 4120, company: "Hoshino Seiki",
        queue: "fallback-emea"),
    ]
  }

  mutating func addEscalations() {
    func escalation(
      _ number: Int64, _ code: String, _ company: String, _ rep: String, lead: Int64,
      opened: String, due: String, claimed: String? = nil
    ) -> EscalationRow {
      EscalationRow(
        number: number, lead: LeadNumber(lead), company: company, code: code, by: rep,
        rep: RepID(rep), openedAt: at("2026-03-02T\(opened).000Z"),
        dueAt: at("2026-03-02T\(due).000Z"), claimedBy: claimed, closedAt: nil, outcome: nil)
    }
    escalations = [
      escalation(
        193, "wrong_segment", "Nordwind AG", "jo.kern", lead: 4127, opened: "07:33:06",
        due: "09:33:06", claimed: "r.adler"),
      escalation(
        194, "relationship", "Vega Mobility", "eva.lind", lead: 4117, opened: "08:56:00",
        due: "10:56:00"),
      escalation(
        195, "wrong_territory", "Al Noor Trading", "max.ott", lead: 4116, opened: "09:02:10",
        due: "11:02:10"),
    ]
    var ruled = escalation(
      188, "relationship", "Quayside Hotels", "eva.lind", lead: 4118, opened: "07:10:00",
      due: "09:10:00", claimed: "r.adler")
    ruled.closedAt = at("2026-03-02T08:20:00.000Z")
    ruled.outcome = "refine_rule"
    ruled.closingNote = "Right by the rules; the rule for holdings goes to the council."
    ruled.closedBy = "r.adler"
    escalations.append(ruled)
  }
}
