import LeadModel

extension CompiledRules {
  /// How many leads the rep at that position may hold, as a decision on these facts would count: the
  /// exception in force with the narrowest scope, else the rep's own, else the rule set's.
  public func capacity(of rep: Int, _ facts: Facts) -> Int {
    Overrides.capacity(of: rep, facts, tables).figure
  }
}
