import DeskRules
import LeadModel

@testable import Console

/// A small company at a quarter past nine on a Monday in March: what a desk would answer.
struct Company {
  var now = at("2026-03-02T09:15:04.000Z")
  var leads: [LeadRow] = []
  var queues: [QueueRow] = []
  var clocks: [ClockRow] = []
  var reps: [RepRow] = []
  var escalations: [EscalationRow] = []
  var status: DeskStatus
  var terms = DeskTerms.standard
  var governance = Governance()
  /// Who is suggested for leads that wait.
  var suggested: RepID?

  init() {
    status = DeskStatus(
      now: now, name: "EMEA desk", timezone: "UTC", intake: "live", intakeReason: nil,
      leadsLastMinute: 14, leadsToday: 128, oldestQueued: at("2026-03-02T08:03:00.000Z"),
      ruleset: 7, logEntries: 41_203, head: String(repeating: "9f", count: 32),
      logIntact: true, actor: "m.okafor", roles: ["manager"], others: 2, clocksPastDue: 2,
      clocksDueSoon: 3, openEscalations: 3,
      alerts: [
        Alert(
          id: "a1", at: at("2026-03-02T09:10:52.000Z"),
          text: "Kestrel Ltd waits past its 2 hours in fallback-emea", lead: LeadNumber(4081)),
        Alert(
          id: "a2", at: at("2026-03-02T09:12:00.000Z"),
          text: "fallback-emea holds 7 leads, its threshold is 5", lead: nil),
      ], council: Governance().window, unreviewedRoster: 2)
    addReps()
    addQueues()
    addLeads()
    addClocks()
    addEscalations()
  }

  // MARK: People

  private mutating func addReps() {
    func rep(
      _ id: String, _ name: String, _ region: String, _ load: Int, _ capacity: Int, _ week: Int,
      _ met: Int, off: RemovalReason? = nil, changes: String, pools: [String] = ["mm"],
      zone: String = "Europe/Berlin", median: Int? = 400
    ) -> RepRow {
      RepRow(
        id: RepID(id), name: name, region: region, team: "\(region) sales", pools: pools,
        active: true,
        shift: ShiftState(
          off: off, changesAt: at(changes), zone: zone, code: off == .away ? "other" : nil,
          delegate: off == .away ? "max.ott" : nil),
        load: load, capacity: capacity, week: week,
        lastAssigned: at("2026-03-02T09:14:51.000Z"),
        attainment: Attainment(met: met, due: met == 0 ? 0 : 50), poolMedian: median)
    }
    reps = [
      rep(
        "jo.kern", "Jo Kern", "NA", 20, 20, 19, 41, off: .offShift,
        changes: "2026-03-02T14:00:00.000Z", pools: ["ent", "strategic"], zone: "America/New_York"),
      rep("max.ott", "Max Ott", "EMEA", 17, 20, 14, 44, changes: "2026-03-02T17:00:00.000Z"),
      rep("ana.silva", "Ana Silva", "EMEA", 8, 20, 11, 48, changes: "2026-03-02T18:00:00.000Z"),
      rep(
        "m.okafor", "Mercy Okafor", "EMEA", 3, 15, 4, 50, changes: "2026-03-02T17:30:00.000Z",
        pools: ["mm", "smb"], zone: "Africa/Lagos"),
      rep(
        "lena.brandt", "Lena Brandt", "EMEA", 6, 20, 9, 45, off: .away,
        changes: "2026-03-02T09:45:00.000Z"),
      rep(
        "kenji.sato", "Kenji Sato", "APAC", 2, 12, 6, 47, off: .offShift,
        changes: "2026-03-03T00:00:00.000Z", zone: "Asia/Tokyo", median: 250),
      rep(
        "priya.nair", "Priya Nair", "APAC", 0, 12, 0, 0, off: .onLeave,
        changes: "2026-03-09T03:30:00.000Z", zone: "Asia/Kolkata", median: 250),
      rep(
        "tom.reyes", "Tomás Reyes", "NA", 11, 25, 8, 46, off: .offShift,
        changes: "2026-03-02T14:00:00.000Z", pools: ["smb"], zone: "America/Chicago"),
      rep(
        "eva.lind", "Eva Lindström", "EMEA", 9, 20, 10, 49, changes: "2026-03-02T16:00:00.000Z",
        zone: "Europe/Stockholm"),
    ]
  }

  private mutating func addQueues() {
    let on = ShiftState(off: nil, changesAt: at("2026-03-02T17:30:00.000Z"), zone: "UTC")
    let off = ShiftState(
      off: .offShift, changesAt: at("2026-03-02T14:00:00.000Z"), zone: "America/Chicago")
    queues = [
      QueueRow(
        id: "fallback-emea", name: "EMEA fallback", manager: "m.okafor", deputy: "eva.lind",
        managerShift: on, deputyShift: on, depth: 7,
        oldestSince: at("2026-03-02T08:03:00.000Z"),
        earliestDue: at("2026-03-02T09:10:52.000Z"), inLastHour: 4, outLastHour: 2,
        today: Attainment(met: 18, due: 19), week: Attainment(met: 18, due: 19),
        topReason: .outsideHours),
      QueueRow(
        id: "fallback-amer", name: "Americas fallback", manager: "tom.reyes", deputy: nil,
        managerShift: off, deputyShift: nil, depth: 2,
        oldestSince: at("2026-03-02T09:01:00.000Z"),
        earliestDue: at("2026-03-02T15:30:00.000Z"), inLastHour: 2, outLastHour: 0,
        today: Attainment(), week: Attainment(met: 31, due: 34), topReason: .noCoverage),
      QueueRow(
        id: "fallback-rest", name: "Everywhere else", manager: "eva.lind", deputy: "m.okafor",
        managerShift: on, deputyShift: on, depth: 0, oldestSince: nil, earliestDue: nil,
        inLastHour: 0, outLastHour: 0, today: Attainment(met: 2, due: 2),
        week: Attainment(met: 2, due: 2), topReason: nil),
    ]
  }
}

/// An instant in RFC 3339; 1970 when the text is none, which no drawing would miss.
func at(_ text: String) -> Instant {
  Instant(rfc3339: text) ?? Instant(milliseconds: 0)
}
