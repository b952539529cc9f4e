import DeskRules
import LeadModel

/// The lead that an act is about, as it was when the act was begun.
struct LeadTarget: Sendable, Equatable {
  let number: LeadNumber
  let company: String?
  /// The lead's version, where it had been seen.
  let version: Int64?

  /// `#4127 Nordwind AG`
  var label: String { company.map { "\(number) \($0)" } ?? number.description }
}

// What acts are about.
extension ConsoleModel {
  /// The lead that acts would be about, with its company.
  var leadAtHand: LeadTarget? {
    if case .lead(let screen)? = screens.last {
      let company = screen.detail?.row.facts.company ?? screen.escalation?.company
      return target(screen.number, company: company)
    }
    return selectedRow.flatMap { row in row.lead.map { target($0, company: row.company) } }
  }

  /// The leads that acts would be about: those of the marked rows, each once, else the one at hand.
  var leadTargets: [LeadTarget] {
    if case .lead? = screens.last { return leadAtHand.map { [$0] } ?? [] }
    var seen: Set<LeadNumber> = []
    return targetRows.compactMap { row in
      guard let number = row.lead, seen.insert(number).inserted else { return nil }
      return target(number, company: row.company)
    }
  }

  func target(_ number: LeadNumber, company: String?) -> LeadTarget {
    LeadTarget(number: number, company: company, version: newestRow(of: number)?.version)
  }

  /// A lead as it was last seen, on whatever part of the screen.
  func newestRow(of number: LeadNumber) -> LeadRow? {
    var rows: [LeadRow] = []
    for case .lead(let screen) in screens where screen.number == number {
      if let row = screen.detail?.row { rows.append(row) }
    }
    for slot in visibleSlots + [.pane(.leads)] {
      for case .lead(let row) in self[slot]?.rows ?? [] where row.number == number {
        rows.append(row)
      }
    }
    return rows.max { $0.version < $1.version }
  }

  /// The escalations that acts would be about.
  var escalationTargets: [EscalationRow] {
    if case .lead(let screen)? = screens.last { return screen.escalation.map { [$0] } ?? [] }
    return targetRows.compactMap { row in
      switch row {
      case .escalation(let row): row
      case .clock(let row): escalation(of: row)
      default: nil
      }
    }
  }

  /// The dispute whose clock this is, where the list of disputes has it.
  func escalation(of clock: ClockRow) -> EscalationRow? {
    guard let number = clock.escalation else { return nil }
    for case .escalation(let row) in panes[.escalations]?.rows ?? [] where row.number == number {
      return row
    }
    return nil
  }

  /// The exceptions that acts would be about.
  var exceptionTargets: [ExceptionRow] {
    if case .document(let screen)? = screens.last { return screen.exception.map { [$0] } ?? [] }
    return targetRows.compactMap { if case .exception(let row) = $0 { row } else { nil } }
  }

  /// The change requests that acts would be about.
  var changeTargets: [ChangeRequestRow] {
    if case .document(let screen)? = screens.last { return screen.change.map { [$0.row] } ?? [] }
    return targetRows.compactMap { if case .change(let row) = $0 { row } else { nil } }
  }

  /// The roster changes that acts would be about.
  var rosterTargets: [RosterChangeRow] {
    if case .document(let screen)? = screens.last, case .roster(let row) = screen.source {
      return [row]
    }
    return targetRows.compactMap { if case .roster(let row) = $0 { row } else { nil } }
  }

  /// The version that is selected.
  var versionAtHand: RuleVersionRow? {
    if case .version(let row)? = selectedRow { row } else { nil }
  }

  /// The rep whose status is meant: the one at hand, or the owner of the lead at hand.
  var repInQuestion: RepID? {
    if let rep = repAtHand { return rep }
    if let lead = leadAtHand, let row = newestRow(of: lead.number) { return row.owner }
    if case .clock(let row)? = selectedRow { return row.owner }
    if case .escalation(let row)? = selectedRow { return row.rep }
    return nil
  }

  /// The rep that is selected on the load board or whose screen is open; else nobody.
  var repAtHand: RepID? {
    if case .list(let screen)? = screens.last {
      guard case .rep(let row) = screen.subject else { return nil }
      return row.id
    }
    guard case .rep(let row)? = selectedRow else { return nil }
    return row.id
  }
}
