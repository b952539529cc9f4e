import LeadModel

/// What exceptions were good for: how often each acted, and whether it should become a rule or go.
public struct ExceptionAudit: Sendable, Equatable {
  /// How often an exception acted on a decision.
  public struct Fires: Sendable, Equatable {
    public var count: Int
    public var last: Instant?
    public init(count: Int = 0, last: Instant? = nil) {
      self.count = count
      self.last = last
    }

    public mutating func add(at instant: Instant) {
      count += 1
      last = max(last ?? instant, instant)
    }
  }

  /// What the council should think of.
  public enum Advice: String, Sendable, Equatable, Codable {
    /// Renewed more than twice.
    case rule = "make it a rule"
    /// It never acted, though it had a week to.
    case drop = "drop it"
  }

  /// One exception that is in force.
  public struct Line: Sendable, Equatable {
    public var row: ExceptionRow
    /// How many before it in its chain.
    public var renewals: Int
    /// Over the whole chain.
    public var fires: Fires
    /// Over the time that the chain was in force, at least one week.
    public var perWeek: Double
    public var advice: Advice?
  }

  /// By number.
  public let lines: [Line]

  /// Audits those of all exceptions that are in force at the instant. `fires` are by number, since ever.
  public init(_ all: [ExceptionRow], fires: [Int64: Fires], at now: Instant) {
    let byNumber = Dictionary(all.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    lines = all.filter { $0.state(at: now) == .active }.sorted { $0.number < $1.number }.map {
      Self.line($0, byNumber, fires, now)
    }
  }

  private static func line(
    _ row: ExceptionRow, _ all: [Int64: ExceptionRow], _ fires: [Int64: Fires], _ now: Instant
  ) -> Line {
    var total = Fires()
    var inForce: Int64 = 0
    var chain = 0
    var next: ExceptionRow? = row
    while let link = next, chain <= all.count {
      chain += 1
      let own = fires[link.number] ?? Fires()
      total.count += own.count
      total.last = [total.last, own.last].compactMap(\.self).max()
      inForce += max(0, end(link, now) - link.effective)
      next = link.renews.flatMap { all[$0] }
    }
    let week = 7 * Instant.day
    let weeks = max(1, Double(inForce) / Double(week))
    return Line(
      row: row, renewals: chain - 1, fires: total, perWeek: Double(total.count) / weeks,
      advice: total.count > 0
        ? (chain - 1 > 2 ? .rule : nil) : inForce >= week ? .drop : nil)
  }

  /// When it ceased to be in force, or now.
  private static func end(_ row: ExceptionRow, _ now: Instant) -> Instant {
    let sunset = min(row.sunset, now)
    return row.status == .revoked ? min(sunset, row.decidedAt ?? sunset) : sunset
  }
}

extension ExceptionAudit {
  /// The audit as a table; instants as UTC days where the zone is not given by the caller's `day`.
  public func section(day: (Instant) -> String) -> Report.Section {
    Report.Section(
      title: "Exceptions in force",
      columns: ["exception", "what", "sunset", "renewals", "a week", "last fired", "advice"],
      rows: lines.map { line in
        [
          "\(line.row.number)", line.row.terms.sentence, day(line.row.sunset),
          "\(line.renewals)", FigureText.decimal(line.perWeek, places: 1),
          line.fires.last.map(day) ?? "never", line.advice?.rawValue ?? "",
        ]
      })
  }

  /// The audit as figures, by exception.
  public var figures: [Report.Figure] {
    lines.flatMap { line in
      let by = [Report.Term("exception", "\(line.row.number)")]
      return [
        Report.Figure(
          "fires_per_week", .perWeek, by: by, value: line.perWeek, count: line.fires.count),
        Report.Figure.count("renewals", by: by, line.renewals),
      ]
    }
  }
}

extension ExceptionTerms {
  /// `route_to ana.silva, account A-17`.
  public var sentence: String {
    var words = kind.rawValue
    if let rep { words += " \(rep)" }
    if let value { words += " \(value)" }
    let scope = [
      account.map { "account \($0)" }, domain.map { "domain \($0)" },
      campaign.map { "campaign \($0)" },
    ].compactMap(\.self)
    return ([words] + scope).joined(separator: ", ")
  }
}
