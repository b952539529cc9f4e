import DeskRules
import LeadModel

/// What an exception would be about, from the lead or rep at hand.
struct ExceptionDraft: Sendable, Equatable {
  var rep: RepID?
  var account: AccountID?
  var product: ProductID?
  var segment: SegmentID?

  var scope: String { account.map { "account:\($0)" } ?? "" }
  var reference: String {
    account.map { "account:\($0)" } ?? product.map { "product:\($0)" } ?? ""
  }
}

// The questions of each form, as far as they follow from the answers given.
extension FormState {
  /// All questions, never none.
  var steps: [FormStep] {
    let own = ownSteps
    return isBulk ? own + [confirmation] : own
  }

  /// Whether several leads or records are meant, so that the count is confirmed.
  private var isBulk: Bool { targets.count > 1 }

  private var confirmation: FormStep {
    let shown = targets.prefix(4).map(\.label).joined(separator: ", ")
    let more = targets.count > 4 ? " and \(targets.count - 4) more" : ""
    return FormStep(
      .confirm, "for all \(targets.count): \(shown)\(more)",
      .letter([
        FormStep.Letter("n", "no", "leave all as they are"),
        FormStep.Letter("y", "yes", "do it for \(targets.count)"),
      ]))
  }

  private var ownSteps: [FormStep] {
    switch purpose {
    case .escalate:
      [
        FormStep(.code, "why", .code(terms.escalation)),
        FormStep(.note, "a sentence, if you like", .sentence(empty: "")),
      ]
    case .contacted: [FormStep(.how, "how", .code(Self.contacts))]
    case .disposition: [FormStep(.code, "what became of it", .code(terms.dispositions))]
    case .assign, .reassign, .assignOver, .overrideSegment: givingSteps
    case .claim: isBulk ? [] : [sure("take it for yourself")]
    case .judge: Self.judging
    case .undo: [sure("take it back by a new entry")]
    case .erase: [FormStep(.confirm, "this cannot be undone; type erase", .word("erase"))]
    case .review: reviewSteps
    case .claimEscalations, .withdraw: [sure("go on")]
    case .away: awaySteps
    case .whyNot: [FormStep(.rep, "which rep", .rep(first: nil, isOptional: false))]
    case .requestException(let draft): exceptionSteps(draft)
    case .decide(let verdict, let numbers): steps(of: verdict, count: numbers.count)
    case .renew: renewalSteps
    case .rollBack:
      [FormStep(.note, "why, in a sentence", .sentence(empty: nil))]
    case .report:
      [
        FormStep(.name, "which report", .open(ReportCatalog.terms)),
        FormStep(.value, "broken down by", .code(ReportCatalog.breakdowns)),
      ]
    }
  }

  private func sure(_ text: String) -> FormStep {
    FormStep(
      .confirm, "sure",
      .letter([
        FormStep.Letter("n", "no", "leave it as it is"), FormStep.Letter("y", "yes", text),
      ]))
  }

  private static let contacts = [
    DeskTerms.Term(code: "contacted", text: "reached by phone, mail or message"),
    DeskTerms.Term(code: "meeting", text: "met, or a meeting is held"),
  ]

  // MARK: Giving a lead to somebody

  /// Answered in place of a rep: whoever the rank puts first.
  static let suggested = "suggested"

  private var givingSteps: [FormStep] {
    let first =
      purpose == .assign && !hasNoSuggestion
      ? DeskTerms.Term(
        code: Self.suggested, text: suggestedRep ?? "the first of the rank, whoever is on shift")
      : nil
    let who = FormStep(.rep, "to whom", .rep(first: first, isOptional: false))
    let note = FormStep(.note, "why, in a sentence", .sentence(empty: nil))
    if purpose == .assign, answers.first == Self.suggested {
      let fallback = "as suggested" + (suggestion.isEmpty ? "" : ": \(suggestion)")
      return [
        who,
        FormStep(.note, "a sentence (empty: \(fallback))", .sentence(empty: fallback)),
      ]
    }
    let codes = purpose == .overrideSegment ? terms.segmentOverride : terms.reassign
    let code = FormStep(.code, "reason", .code(codes))
    guard purpose == .overrideSegment else { return [who, code, note] }
    return [FormStep(.segment, "as which segment", .open(terms.segments)), who, code, note]
  }

  // MARK: Reviews and absences

  private var reviewSteps: [FormStep] {
    let outcome = FormStep(
      .outcome, "outcome",
      .letter([
        FormStep.Letter("c", "correct", "c  routing was right; the rep is shown why"),
        FormStep.Letter("f", "refine_rule", "f  right by the rules, which should change"),
        FormStep.Letter("e", "routing_error", "e  wrong: corrected at once"),
      ]))
    let note = FormStep(.note, "a sentence that the rep sees", .sentence(empty: nil))
    switch answers.first {
    case "routing_error":
      return [
        outcome, note, FormStep(.rep, "the right owner", .rep(first: nil, isOptional: false)),
      ]
    case "refine_rule":
      let dimensions = (1...8).map {
        DeskTerms.Term(code: "\($0)", text: Self.dimensions[$0 - 1])
      }
      let decided = DeskTerms.Term(code: "decided", text: "the dimension that decided")
      return [
        outcome, note,
        FormStep(.dimension, "which dimension should change", .code([decided] + dimensions)),
      ]
    default: return [outcome, note]
    }
  }

  private static let judging = [
    FormStep(
      .outcome, "right or wrong",
      .letter([
        FormStep.Letter("r", "right", "r  it went to whom it should have gone to"),
        FormStep.Letter("w", "wrong", "w  it should have gone to somebody else"),
      ])),
    FormStep(.note, "why, in a sentence", .sentence(empty: nil)),
  ]

  private static let dimensions = [
    "named account", "open opportunity", "language and region", "product", "segment",
    "capacity", "coverage hours", "fallback queue",
  ]

  private var awaySteps: [FormStep] {
    [
      FormStep(.length, "for how long (30m, until 14:00; empty: until back)", .duration),
      FormStep(.code, "why", .code(terms.away)),
      FormStep(.delegate, "delegate, if any", .rep(first: nil, isOptional: true)),
    ]
  }
}

// The questions of forms about exceptions and what the council decides.
extension FormState {
  private func exceptionSteps(_ draft: ExceptionDraft) -> [FormStep] {
    var steps = [FormStep(.kind, "what it does", .code(Self.kinds))]
    let kind = answers.first.flatMap { ExceptionKind(rawValue: $0) } ?? .routeTo
    if kind != .segmentOf {
      let first = draft.rep.map { DeskTerms.Term(code: $0.text, text: "the one at hand") }
      steps.append(FormStep(.rep, "for which rep", .rep(first: first, isOptional: false)))
    }
    if kind != .capacityOf, kind != .hoursOf {
      let isOpen = draft.scope.isEmpty
      steps.append(
        FormStep(
          .scope,
          isOpen ? "for account:, domain:, campaign:" : "for (empty: \(draft.scope))",
          .text(.scope, empty: draft.scope)))
    }
    if let value = value(kind, draft) { steps.append(value) }
    steps.append(FormStep(.code, "reason", .code(terms.exception)))
    steps.append(FormStep(.note, "the business reason, in a sentence", .sentence(empty: nil)))
    let reference = draft.reference
    steps.append(
      FormStep(
        .reference,
        reference.isEmpty
          ? "points at account:, product:, coverage:" : "points at (empty: \(reference))",
        .text(.references, empty: reference)))
    steps.append(FormStep(.role, "which role owns it", .open(Self.roles)))
    steps.append(
      FormStep(.from, "from (empty: today)", .text(.date(after: today), empty: "0d")))
    let start = answer(in: steps, .from).flatMap { LocalDate(parsing: $0) } ?? today
    steps.append(
      FormStep(
        .until, "until (empty: \(start + 90), the longest)",
        .text(.date(after: start), empty: "90d")))
    return steps
  }

  /// An answer while the steps are still being laid out.
  private func answer(in steps: [FormStep], _ field: FormStep.Field) -> String? {
    guard let place = steps.firstIndex(where: { $0.field == field }), place < answers.count
    else { return nil }
    return answers[place]
  }

  private func value(_ kind: ExceptionKind, _ draft: ExceptionDraft) -> FormStep? {
    switch kind {
    case .routeTo: nil
    case .coverageFor:
      FormStep(.value, "which countries and languages (DE:de;AT:de)", .text(.pairs, empty: ""))
    case .productFor: FormStep(.value, "which product", .open(terms.products))
    case .segmentOf: FormStep(.value, "which segment", .open(terms.segments))
    case .capacityOf: FormStep(.value, "which capacity", .text(.number, empty: ""))
    case .hoursOf:
      FormStep(.value, "which hours (Mon-Fri 09:00-17:00)", .text(.hours, empty: ""))
    }
  }

  private static let kinds = [
    DeskTerms.Term(code: "route_to", text: "the rep gets the leads"),
    DeskTerms.Term(code: "coverage_for", text: "the rep also covers countries and languages"),
    DeskTerms.Term(code: "product_for", text: "the rep is also aligned with a product"),
    DeskTerms.Term(code: "segment_of", text: "the account or domain counts as a segment"),
    DeskTerms.Term(code: "capacity_of", text: "another capacity for the rep"),
    DeskTerms.Term(code: "hours_of", text: "other hours for the rep"),
  ]

  private static let roles = ["manager", "analyst", "council", "admin"].map {
    DeskTerms.Term(code: $0, text: "")
  }

  private var renewalSteps: [FormStep] {
    [
      FormStep(.code, "reason", .code(terms.exception)),
      FormStep(
        .note, "the business reason, not one used before", .sentence(empty: nil)),
      FormStep(
        .until, "until (empty: \(today + 90))", .text(.date(after: today), empty: "90d")),
    ]
  }

  private func steps(of verdict: Verdict, count: Int) -> [FormStep] {
    let all = count > 1 ? "all \(count)" : "it"
    switch verdict {
    case .approveException, .approveChange: return [sure("approve \(all)")]
    case .signOff: return [sure("sign \(all) for another quarter")]
    case .publish: return [sure("put \(all) in force now")]
    case .tick: return [sure("the council has seen \(all)")]
    case .rejectException, .rejectChange, .revokeException:
      let why = FormStep(.note, "why, in a sentence", .sentence(empty: nil))
      return count > 1 ? [why, sure("do it for \(all)")] : [why]
    }
  }
}
