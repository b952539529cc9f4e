import LeadModel

/// What keeps somebody from a shift that the usual hours have.
public enum ShiftHindrance: Sendable, Hashable {
  /// Of the first leave entry of the local date, in file order.
  case leave(kind: String?)
  /// A holiday of the person's country on that local date.
  case holiday(LocalDate)
  /// Off shift at once, until back.
  case away
  /// Hours that an exception gives for a time.
  case otherHours
}
