import LeadModel

/// Dimension 8: the monitored queue where a lead waits that nobody could be found for.
///
/// The first queue in file order that lists the lead's region; else the default queue.
enum Fallback: DecisionStep {
  /// The queue's position, and whether it was chosen for listing the region.
  struct Finding: Sendable {
    var queue: Int
    var listsRegion: Bool
  }

  static func take(
    _ facts: Facts, _ rules: RuleTables, _ standing: inout some StandingSource,
    _ run: inout Deliberation
  ) -> Ending? {
    let queue = run.region.map { rules.queueOfRegion[$0] } ?? rules.defaultQueue
    let listsRegion = run.region.map {
      rules.ruleSet.queues[queue].regions.contains(rules.ruleSet.regions[$0].id)
    }
    run.queue = queue
    run.note(.queued, .fallbackQueue(Finding(queue: queue, listsRegion: listsRegion ?? false)))
    return nil
  }

  static func writeFields(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    out.raw(#""region":"#)
    out.quoted(run.region.map { rules.fragments.regions[$0] })
    out.raw(#","queue":"#)
    out.quoted(rules.fragments.queues[finding.queue])
  }

  static func writeWhy(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter
  ) {
    guard finding.listsRegion, let region = run.region else {
      out.raw("the default queue")
      return
    }
    out.raw("the first queue that lists ")
    out.raw(rules.fragments.regions[region])
  }
}
