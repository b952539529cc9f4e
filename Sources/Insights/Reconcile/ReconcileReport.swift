import LeadModel

/// A CRM's owners against the log's: owners that differ are overrides that nobody logged.
public struct ReconcileReport: Sendable {
  /// One row of the export whose lead is known here.
  public struct Fact: Sendable, Equatable {
    public var lead: RecordedOwner
    /// A rep, `queue` and its name, or `nobody`.
    public var ours: String
    /// As the export names it, by our name where there is one.
    public var theirs: String
    public init(lead: RecordedOwner, ours: String, theirs: String) {
      self.lead = lead
      self.ours = ours
      self.theirs = theirs
    }
  }

  /// How many of the leads that differ are listed.
  public static let listed = 200

  private var compared = 0
  private var differing: [Fact] = []
  private var pairs: [Pair: Int] = [:]
  private var routes: [RouteType: (compared: Int, differ: Int)] = [:]
  private var differ = 0
  /// Rows whose id no lead has, or several of different sources.
  public private(set) var unknown: [String] = []
  private var unknownCount = 0
  /// Leads in shadow, which the CRM keeps in its own way.
  private var shadowed = 0
  private var outside = 0
  private var repeated = 0
  private var seen: Set<LeadNumber> = []

  private struct Pair: Hashable {
    var ours: String
    var theirs: String
  }

  public init() {}

  /// Takes a row in whose lead is known and was received in the time.
  public mutating func add(_ fact: Fact) {
    guard seen.insert(fact.lead.number).inserted else {
      repeated += 1
      return
    }
    guard fact.lead.state != .shadowed else {
      shadowed += 1
      return
    }
    compared += 1
    routes[fact.lead.route, default: (0, 0)].compared += 1
    guard fact.ours != fact.theirs else { return }
    differ += 1
    routes[fact.lead.route, default: (0, 0)].differ += 1
    pairs[Pair(ours: fact.ours, theirs: fact.theirs), default: 0] += 1
    if differing.count < Self.listed { differing.append(fact) }
  }

  /// Takes a row in whose lead nobody knows here.
  public mutating func addUnknown(_ id: String) {
    unknownCount += 1
    if unknown.count < 20 { unknown.append(id) }
  }

  /// Takes a row in whose lead was received at another time.
  public mutating func addOutside() { outside += 1 }

  /// The report. `known` is how many leads were received in the time; `day` writes an instant.
  public func report(_ period: Period, known: Int, day: (Instant) -> String) -> Report {
    var report = Report(name: "reconcile", from: period.from, to: period.to, rows: figures(known))
    report.sections = sections(day)
    if differ > Self.listed {
      report.notes.append("\(differ) leads differ; the first \(Self.listed) are listed.")
    }
    if repeated > 0 {
      report.notes.append(
        "\(repeated) rows name a lead that an earlier row names; the first counts.")
    }
    if outside > 0 { report.notes.append("\(outside) rows name leads received at another time.") }
    if shadowed > 0 {
      report.notes.append("\(shadowed) leads are in shadow: \"report shadow\" compares those.")
    }
    return report
  }

  private func figures(_ known: Int) -> [Report.Figure] {
    var figures: [Report.Figure] = [
      .share("agreement", compared - differ, of: compared),
      .count("agree", compared - differ), .count("differ", differ),
      .count("unknown_lead", unknownCount),
      .count("not_in_export", max(0, known - seen.count)),
    ]
    for (route, count) in routes.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let by = [Report.Term("route", route.rawValue)]
      figures.append(
        .share("agreement", by: by, count.compared - count.differ, of: count.compared))
      figures.append(.count("differ", by: by, count.differ))
    }
    return figures
  }

  private func sections(_ day: (Instant) -> String) -> [Report.Section] {
    var sections: [Report.Section] = []
    if differ > 0 {
      let sorted = pairs.sorted {
        ($1.value, $0.key.ours, $0.key.theirs) < ($0.value, $1.key.ours, $1.key.theirs)
      }
      sections.append(
        Report.Section(
          title: "Owners that differ", columns: ["by the log", "in the CRM", "leads"],
          rows: sorted.prefix(Self.listed).map { [$0.key.ours, $0.key.theirs, "\($0.value)"] }))
      sections.append(
        Report.Section(
          title: "Leads whose owner nobody changed here",
          columns: ["number", "lead", "by the log", "since", "route", "in the CRM"],
          rows: differing.map { fact in
            [
              "\(fact.lead.number)", fact.lead.publicID, fact.ours,
              fact.lead.since.map(day) ?? "", fact.lead.route.rawValue, fact.theirs,
            ]
          }))
    }
    if !unknown.isEmpty {
      sections.append(
        Report.Section(
          title: "Leads that are unknown here", columns: ["lead"], rows: unknown.map { [$0] }))
    }
    return sections
  }
}
