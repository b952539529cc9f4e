import DeskRules
import LeadModel

/// An act with what was seen of the lead that it is about.
struct PlannedAct: Sendable, Equatable {
  let act: Act
  /// The lead, where the act is about one.
  var target: LeadTarget?
  var seen: Int64?
}

// The acts that the answers of a form make.
extension FormState {
  /// One act for each lead or record; none for questions, and for those who chose not to.
  var acts: [PlannedAct] {
    if answer(.confirm) == "no" { return [] }
    switch purpose {
    case .escalate, .contacted, .disposition, .claim, .assign, .reassign, .assignOver,
      .overrideSegment, .judge, .undo, .erase:
      return targets.compactMap { target in
        act(on: target.number.description).map {
          PlannedAct(
            act: $0, target: target, seen: knownVersions[target.number] ?? target.version)
        }
      }
    default: return otherActs.map { PlannedAct(act: $0) }
    }
  }

  private func act(on lead: String) -> Act? {
    let code = answer(.code) ?? ""
    let note = answer(.note) ?? ""
    switch purpose {
    case .escalate: return .escalate(lead: lead, code: code, note: answer(.note))
    case .contacted:
      return .contact(lead: lead, kind: answer(.how) ?? "", at: nil, channel: nil)
    case .disposition: return .disposition(lead: lead, code: code, at: nil)
    case .claim: return .claim(lead: lead)
    case .judge:
      return .judge(JudgeOrder(lead: lead, judgement: answer(.outcome) ?? "", note: note))
    case .undo: return .undo(lead: lead)
    case .erase: return .erase(lead: lead)
    case .assign where answer(.rep) == Self.suggested:
      return .assignSuggested(lead: lead, code: suggestedCode, note: note)
    case .assign, .reassign, .assignOver, .overrideSegment:
      return .reassign(
        ReassignOrder(
          lead: lead, rep: RepID(answer(.rep) ?? ""), code: code, note: note,
          overCapacity: purpose == .assignOver, segment: answer(.segment).map { SegmentID($0) },
          onlyWaiting: purpose == .assign))
    default: return nil
    }
  }

  /// The reason under which a lead is assigned as suggested: the one that says nothing else.
  private var suggestedCode: String {
    let codes = terms.reassign.map(\.code)
    return codes.contains("other") ? "other" : codes.last ?? "other"
  }

  private func away(_ rep: RepID?) -> Act {
    var (minutes, until): (Int?, String?)
    switch AbsenceLength(answer(.length) ?? "") {
    case .minutes(let count): minutes = count
    case .until(let time): until = time
    case .untilBack, nil: break
    }
    return .away(
      rep: rep, minutes: minutes, delegate: answer(.delegate).map { RepID($0) },
      code: answer(.code) ?? "", until: until)
  }

  private var otherActs: [Act] {
    let note = answer(.note) ?? ""
    switch purpose {
    case .review(let row):
      let order = ReviewOrder(
        escalation: row.number, outcome: answer(.outcome) ?? "", note: note,
        owner: answer(.rep).map { RepID($0) }, dimension: answer(.dimension).flatMap { Int($0) })
      return [.review(order)]
    case .claimEscalations(let numbers, let release):
      return numbers.map { .claimEscalation($0, release: release) }
    case .withdraw(let number): return [.withdraw(escalation: number)]
    case .away(let rep): return [away(rep)]
    case .requestException: return exceptionOrder.map { [.requestException($0)] } ?? []
    case .decide(let verdict, let numbers): return acts(of: verdict, on: numbers, note: note)
    case .renew(let row):
      let renewal = ExceptionRenewal(
        code: answer(.code) ?? "", reason: note, sunset: answer(.until) ?? "")
      return [.renewException(row.number, renewal)]
    case .rollBack(let version): return [.proposeRollback(version: version, reason: note)]
    default: return []
    }
  }

  private var exceptionOrder: ExceptionOrder? {
    guard let kind = answer(.kind).flatMap({ ExceptionKind(rawValue: $0) }),
      let scope = ExceptionScope(answer(.scope) ?? "")
    else { return nil }
    let terms = ExceptionTerms(
      kind: kind, rep: answer(.rep).map { RepID($0) },
      account: scope.account.map { AccountID($0) }, domain: scope.domain,
      campaign: scope.campaign, value: answer(.value))
    return ExceptionOrder(
      terms: terms, code: answer(.code) ?? "", reason: answer(.note) ?? "",
      references: TextForm.references(answer(.reference) ?? "") ?? [],
      ownerRole: answer(.role) ?? "", effective: answer(.from) ?? "",
      sunset: answer(.until) ?? "")
  }

  private func acts(of verdict: Verdict, on numbers: [Int64], note: String) -> [Act] {
    switch verdict {
    case .approveException: numbers.map { .approveException($0) }
    case .rejectException: numbers.map { .rejectException($0, note: note) }
    case .revokeException: numbers.map { .revokeException($0, note: note) }
    case .signOff: numbers.map { .signOffException($0) }
    case .approveChange: numbers.map { .approveChange($0) }
    case .rejectChange: numbers.map { .rejectChange($0, note: note) }
    case .publish: numbers.map { .publishChange($0) }
    case .tick: [.reviewRoster(numbers)]
    }
  }
}
