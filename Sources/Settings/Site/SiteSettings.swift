import LeadModel

/// What `signalbox.toml` settles: how one desk takes leads in, alerts and keeps files.
public struct SiteSettings: Sendable, Equatable {
  /// How leads are taken in.
  public var intake: IntakeSettings
  /// What is too large.
  public var limits: LimitSettings
  /// How the console calls.
  public var alerts: AlertSettings
  /// The OS group of the socket and the delivery folders; nil is the owner's own.
  public var group: String?
  /// A folder, if possible on another machine, that checkpoints are copied to.
  public var checkpointCopy: String?
  /// How long accepted and rejected files are kept, in days; 0 keeps them for good.
  public var keepFilesDays: Int
  /// How far back the preview of a rule change looks, in days.
  public var previewDays: Int
  /// The name of the console's theme.
  public var theme: String
  /// Programs that are run on events, in the order of the file.
  public var hooks: [NotificationHook]

  /// The settings of a site without any `signalbox.toml`.
  public init() {
    intake = IntakeSettings()
    limits = LimitSettings()
    alerts = AlertSettings()
    group = nil
    checkpointCopy = nil
    keepFilesDays = 90
    previewDays = 30
    theme = "signal"
    hooks = []
  }
}

/// How files with leads are found and read.
public struct IntakeSettings: Sendable, Equatable {
  /// IANA zone of times that are written without offset.
  public var timezone: String
  /// The source of a record that has none.
  public var source: String
  /// How often the drop folders are looked at, in seconds, above 0.
  public var pollSeconds: Double
  /// How long a file must stand still before it counts as delivered, in seconds, 0 or more.
  public var settleSeconds: Double
  /// Further header names, in the order of the file; they come before the built-in ones.
  public var columns: [Column]
  /// Who may put files into each folder.
  public var deliver: [DropFolder: Deliverers]
  /// CRM statuses that close a lead, case-folded.
  public var closedStatuses: [String]

  init() {
    timezone = "UTC"
    source = "file"
    pollSeconds = 1
    settleSeconds = 2
    columns = []
    deliver = [:]
    for folder in DropFolder.allCases {
      deliver[folder] = folder == .leads ? Deliverers(group: true) : Deliverers()
    }
    closedStatuses = ["closed", "converted", "disqualified", "unqualified", "lost", "recycled"]
  }

  /// A header of somebody's export and the field it means.
  public struct Column: Sendable, Equatable {
    /// As written.
    public var header: String
    /// What the column holds.
    public var field: LeadField

    /// Takes the header as written.
    public init(header: String, field: LeadField) {
      self.header = header
      self.field = field
    }
  }
}

/// A folder that files are delivered to.
public enum DropFolder: String, Sendable, Hashable, CaseIterable {
  case leads, activities, crm, roster
}

/// Who may put files into a folder, beside the workspace's owner.
public struct Deliverers: Sendable, Equatable {
  /// Names of OS users.
  public var users: [String]
  /// Whether members of the site's group may.
  public var group: Bool

  init(users: [String] = [], group: Bool = false) {
    self.users = users
    self.group = group
  }
}

/// What is too large to be read.
public struct LimitSettings: Sendable, Equatable {
  /// Of a file, in MiB.
  public var fileMiB: Int
  /// Of a record, in KiB.
  public var recordKiB: Int
  /// Of a table.
  public var columns: Int
  /// How deep JSON may be nested.
  public var jsonDepth: Int

  init() {
    fileMiB = 1024
    recordKiB = 1024
    columns = 512
    jsonDepth = 32
  }
}

/// How the console calls for attention.
public struct AlertSettings: Sendable, Equatable {
  /// Whether the terminal's bell rings.
  public var bell: Bool
  /// Whether the terminal is asked for a desktop notification.
  public var desktop: Bool
  /// Whether the terminal's title shows what waits.
  public var title: Bool
  /// A queue of so many leads raises an alert.
  public var queueDepth: Int

  init() {
    bell = true
    desktop = true
    title = true
    queueDepth = 20
  }
}

/// A program that is told of events as JSON on its standard input.
public struct NotificationHook: Sendable, Equatable {
  /// The program and its arguments; never empty.
  public var command: [String]
  /// Never empty.
  public var events: [Event]

  /// What a hook may be told of.
  public enum Event: String, Sendable, Hashable, CaseIterable {
    case assigned, duplicate
    case slaWarning = "sla_warning"
    case slaBreach = "sla_breach"
    case escalation, reviewed, threshold
    case exceptionSunset = "exception_sunset"
    case intakeStopped = "intake_stopped"
    case logBroken = "log_broken"
    case disk
  }
}
