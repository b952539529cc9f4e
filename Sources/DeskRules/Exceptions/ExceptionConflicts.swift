import LeadModel
import RoutingEngine

/// Looks for other exceptions that act on the same leads at the same dimension in the same time.
struct ExceptionConflicts {
  let grounds: ExceptionGrounds

  /// Refuses terms for a time when another exception, requested or approved, does something else there, or
  /// the same. `number` is the exception's own, where it has one.
  func check(
    _ terms: ExceptionTerms, during time: Range<Instant>, number: Int64? = nil
  ) throws(Refusal) {
    for other in grounds.others.sorted(by: { $0.number < $1.number }) {
      guard other.number != number, [.requested, .approved].contains(other.status),
        other.effective < time.upperBound, time.lowerBound < other.sunset,
        terms.mayMeet(other.terms), let relation = terms.relation(to: other.terms)
      else { continue }
      throw refusal(other, relation)
    }
  }

  private func refusal(_ other: ExceptionRow, _ relation: ExceptionTerms.Relation) -> Refusal {
    let what =
      "exception \(other.number) (\(other.terms.words), \(other.status.rawValue), "
      + "\(grounds.words(other.effective)) to \(grounds.words(other.sunset)))"
    let begin = grounds.words(other.sunset)
    switch relation {
    case .same:
      return Refusal(
        .conflict, "\(what) does this already: renew it when it ends, or begin on \(begin)")
    case .different:
      let end = other.status == .requested ? "have it rejected" : "have it revoked"
      return Refusal(
        .conflict,
        "\(what) does something else for the same leads at dimension "
          + "\(other.terms.kind.dimension): \(end) first, or begin on \(begin)")
    }
  }
}

extension ExceptionTerms {
  /// How two exceptions that meet stand to each other.
  enum Relation: Sendable { case same, different }

  /// Whether a lead is possible for which both scopes hold.
  func mayMeet(_ other: ExceptionTerms) -> Bool {
    if let a = account, let b = other.account, a != b { return false }
    if let a = campaign, let b = other.campaign, Folding.fold(a) != Folding.fold(b) { return false }
    guard let a = domain, let b = other.domain else { return true }
    return a == b || a.hasSuffix("." + b) || b.hasSuffix("." + a)
  }

  /// nil where both may hold at once: they act at different places, for different reps, or add to each
  /// other.
  func relation(to other: ExceptionTerms) -> Relation? {
    guard kind == other.kind else { return nil }
    switch kind {
    case .routeTo: return rep == other.rep ? .same : .different
    case .segmentOf:
      return value.map(Folding.fold) == other.value.map(Folding.fold) ? .same : .different
    case .capacityOf: return rep == other.rep ? (value == other.value ? .same : .different) : nil
    case .hoursOf:
      let isSame = hours.map { Set($0.windows) } == other.hours.map { Set($0.windows) }
      return rep == other.rep ? (isSame ? .same : .different) : nil
    case .productFor: return rep == other.rep && value == other.value ? .same : nil
    case .coverageFor:
      let pairs = other.coverage ?? []
      return rep == other.rep && (coverage ?? []).contains(where: pairs.contains) ? .same : nil
    }
  }
}
