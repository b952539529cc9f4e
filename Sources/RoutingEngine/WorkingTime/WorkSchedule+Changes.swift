import LeadModel

extension WorkSchedule {
  /// When the answer to "is this person on shift" next changes, within 14 days; nil when it does not.
  public func nextChange(after start: Instant) -> Instant? {
    let isOn = span(at: start).answer.isOn
    let limit = start + 14 * Instant.day
    var now = start
    while now <= limit {
      let span = span(at: now)
      if span.answer.isOn != isOn { return now }
      now = span.until
    }
    return nil
  }
}
