import LeadModel

/// How many of the judged assignments of a sample were right.
public struct RoutingAccuracy: Sendable, Equatable {
  public var judged: Int
  public var wrong: Int

  public init(judged: Int = 0, wrong: Int = 0) {
    self.judged = judged
    self.wrong = wrong
  }

  public init(_ judgements: some Sequence<AuditJudgement>) {
    self.init()
    for judgement in judgements { add(judgement) }
  }

  public mutating func add(_ judgement: AuditJudgement) {
    judged += 1
    wrong += judgement.isRight ? 0 : 1
  }

  /// 0…1; nil while nothing is judged.
  public var share: Double? { judged == 0 ? nil : Double(judged - wrong) / Double(judged) }

  /// Where the share of all assignments lies, with 95 % confidence.
  public var interval: WilsonInterval? { WilsonInterval(judged - wrong, of: judged) }

  /// Whether routing is too often wrong: below the line for two weeks running, or so far below in one that
  /// the whole interval is. Few judgements never say so.
  public func isBreached(after before: RoutingAccuracy) -> Bool {
    let limit = Threshold.routingAccuracy
    guard limit.isBreached(by: share, count: judged) else { return false }
    return limit.isBreached(by: interval?.high, count: judged)
      || limit.isBreached(by: before.share, count: before.judged)
  }

  /// The share with both ends of its interval. With the week before it stands under its line.
  public func figures(
    by: [Report.Term] = [], after before: RoutingAccuracy? = nil
  ) -> [Report.Figure] {
    let limit = before.map { _ in Threshold.routingAccuracy.limit }
    return [
      Report.Figure(
        "routing_accuracy", .share, by: by, value: share, count: judged, threshold: limit,
        breached: before.map(isBreached) ?? false),
      Report.Figure("routing_accuracy_low", .share, by: by, value: interval?.low, count: judged),
      Report.Figure("routing_accuracy_high", .share, by: by, value: interval?.high, count: judged),
    ]
  }
}
