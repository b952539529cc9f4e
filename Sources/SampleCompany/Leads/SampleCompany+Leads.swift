import LeadModel

extension SampleCompany {
  /// So many leads submitted between two instants, oldest first, more of them while people are at
  /// their desks. The same company, count and instants give the same leads.
  public func leads(count: Int, from start: Instant, to end: Instant) -> [SampleLead] {
    leads(count: count, from: start, to: end, purpose: "leads")
  }

  func leads(
    count: Int, from start: Instant, to end: Instant, purpose: String
  ) -> [SampleLead] {
    var generator = LeadGenerator(book: book, seed: seed, purpose: purpose)
    return instants(count: count, from: start, to: end, purpose: purpose)
      .map { generator.next(at: $0) }
  }

  /// Whole seconds, in order.
  func instants(
    count: Int, from start: Instant, to end: Instant, purpose: String
  ) -> [Instant] {
    precondition(start < end, "leads need a stretch of time to arrive in")
    var random = SplitMix64(seed: seed, purpose: "instants of \(purpose)")
    let seconds = max(1, Int((end - start) / 1000))
    return (0..<count).map { _ in start + Int64(random.below(seconds)) * 1000 }.sorted()
  }
}
