import LeadModel

/// The line at the top of the screen, and what the footer warns of.
public struct DeskStatus: Sendable, Equatable, Codable {
  public var now: Instant
  /// `org.name`.
  public var name: String
  /// IANA zone of the desk.
  public var timezone: String
  /// `live`, `paused` or `stopped`.
  public var intake: String
  /// Why intake is not live.
  public var intakeReason: String?
  public var leadsLastMinute: Int
  public var leadsToday: Int
  /// When the oldest lead that waits in a queue came in.
  public var oldestQueued: Instant?
  public var ruleset: Int
  public var logEntries: Int64
  /// The hash of the last entry, 64 hex digits.
  public var head: String
  /// nil while verification has not ended; else whether the log is whole.
  public var logIntact: Bool?
  public var actor: String
  public var roles: [String]
  /// How many others are connected.
  public var others: Int
  public var clocksPastDue: Int
  public var clocksDueSoon: Int
  public var openEscalations: Int
  public var alerts: [Alert]
  /// When the council may publish.
  public var council: CouncilWindow?
  /// Roster changes that nobody has ticked.
  public var unreviewedRoster: Int
  /// *Fewer escalations may mean people gave up*, where the figures say so.
  public var trustSignal: String?
  /// The rep that the asker is.
  public var rep: RepID?
  /// How the site lets consoles call for attention; nil: in every way.
  public var calls: AlertCalls?
  public init(
    now: Instant, name: String, timezone: String, intake: String, intakeReason: String?,
    leadsLastMinute: Int, leadsToday: Int, oldestQueued: Instant?, ruleset: Int,
    logEntries: Int64, head: String, logIntact: Bool?, actor: String, roles: [String],
    others: Int, clocksPastDue: Int, clocksDueSoon: Int, openEscalations: Int, alerts: [Alert],
    council: CouncilWindow? = nil, unreviewedRoster: Int = 0, trustSignal: String? = nil,
    rep: RepID? = nil, calls: AlertCalls? = nil
  ) {
    self.calls = calls
    self.council = council
    self.unreviewedRoster = unreviewedRoster
    self.trustSignal = trustSignal
    self.rep = rep
    self.now = now
    self.name = name
    self.timezone = timezone
    self.intake = intake
    self.intakeReason = intakeReason
    self.leadsLastMinute = leadsLastMinute
    self.leadsToday = leadsToday
    self.oldestQueued = oldestQueued
    self.ruleset = ruleset
    self.logEntries = logEntries
    self.head = head
    self.logIntact = logIntact
    self.actor = actor
    self.roles = roles
    self.others = others
    self.clocksPastDue = clocksPastDue
    self.clocksDueSoon = clocksDueSoon
    self.openEscalations = openEscalations
    self.alerts = alerts
  }
}

/// The ways in which a console may call for attention.
public struct AlertCalls: Sendable, Equatable, Codable {
  /// The terminal's bell.
  public var bell: Bool
  /// A notification of the desktop.
  public var desktop: Bool
  /// The title of the terminal's window.
  public var title: Bool
  public init(bell: Bool = true, desktop: Bool = true, title: Bool = true) {
    self.bell = bell
    self.desktop = desktop
    self.title = title
  }
}

/// Something that wants attention.
public struct Alert: Sendable, Equatable, Codable {
  /// Stays the same for one event, so that nobody is told twice.
  public var id: String
  public var at: Instant
  public var text: String
  public var lead: LeadNumber?
  public init(id: String, at: Instant, text: String, lead: LeadNumber?) {
    self.id = id
    self.at = at
    self.text = text
    self.lead = lead
  }
}
