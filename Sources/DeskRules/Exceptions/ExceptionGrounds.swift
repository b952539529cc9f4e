import LeadModel
import RoutingEngine

/// What an act on exceptions is judged against: the rules, the roster and the customers in force, the other
/// exceptions, and the time.
public struct ExceptionGrounds: Sendable {
  public var rules: CompiledRules
  public var customers: CustomerBook
  /// The organisation's zone: days begin, and quarters end, in it.
  public var zone: Zone
  public var now: Instant
  /// Every exception that is requested or approved.
  public var others: [ExceptionRow]

  public init(
    rules: CompiledRules, customers: CustomerBook, zone: Zone, now: Instant,
    others: [ExceptionRow]
  ) {
    self.rules = rules
    self.customers = customers
    self.zone = zone
    self.now = now
    self.others = others
  }

  var ruleSet: RuleSet { rules.ruleSet }

  func rep(_ id: RepID) -> Rep? { rules.roster.index(of: id).map { rules.roster[$0] } }

  /// As messages write an instant: a date where it is midnight in the organisation's zone.
  func words(_ instant: Instant) -> String {
    let wall = zone.wall(at: instant)
    return wall.millisecondsOfDay == 0 && zone.start(of: wall.date) == instant
      ? wall.date.description : instant.words(in: zone)
  }
}

extension ActOutcome {
  /// What the body comes to, or its refusal.
  static func of(
    _ body: () throws(Refusal) -> (unit: CommitUnit, text: String)
  ) -> ActOutcome {
    do throws(Refusal) {
      let (unit, text) = try body()
      return .done(unit: unit, text: text)
    } catch {
      return .refused(error)
    }
  }
}

extension Authority {
  /// Goes on where the actor may; else throws the refusal, which names the roles that may.
  static func demand(_ deed: Deed, by actor: Actor) throws(Refusal) {
    if let refusal = check(deed, by: actor) { throw refusal }
  }
}
