import DeskRules
import LeadModel
import TerminalKit

/// A one-line form: one question after the other, then an act.
struct FormState: Sendable, Equatable {
  /// What the answers are for.
  enum Purpose: Sendable, Equatable {
    case escalate(LeadTarget)
    case contacted(LeadTarget)
    case disposition(LeadTarget)
    /// Nil is the person at the keyboard.
    case away(RepID?)
    case whyNot(screen: Int)
  }

  /// One question.
  struct Step: Sendable, Equatable {
    /// What kind of answer it takes.
    enum Kind: Sendable, Equatable {
      /// One of these.
      case code([DeskTerms.Term])
      /// A rep, by id or name.
      case rep(isOptional: Bool)
      /// Words, or nothing.
      case sentence
      /// How long, or nothing.
      case duration
    }
    let question: String
    let kind: Kind
  }

  let purpose: Purpose
  /// What is done to whom.
  let title: String
  let steps: [Step]
  var answers: [String] = []
  var prompt = Prompt()
  /// Which of the choices is taken.
  var choice = 0
  /// Why the last answer was not taken.
  var problem: String?
  /// The lead's version of which the person was told that it is no longer the one seen at first.
  var knownVersion: Int64?

  /// The lead that the form is about.
  var target: LeadTarget? {
    switch purpose {
    case .escalate(let target), .contacted(let target), .disposition(let target): target
    case .away, .whyNot: nil
    }
  }

  /// The question at hand.
  var step: Step { steps[min(answers.count, steps.count - 1)] }

  /// Whether quitting now would lose words.
  var hasWords: Bool { !prompt.text.isEmpty || !answers.isEmpty }

  /// The choices that fit what is typed, best first.
  func choices(_ names: NameBook) -> [DeskTerms.Term] {
    switch step.kind {
    case .code(let codes): Fuzzy.ranked(codes, by: prompt.text) { "\($0.code) \($0.text)" }
    case .rep:
      Fuzzy.ranked(names.reps, by: prompt.text) { "\($0.name) \($0.id)" }
        .map { DeskTerms.Term(code: $0.id.text, text: $0.name) }
    case .sentence, .duration: []
    }
  }
}

// MARK: - Forms by purpose

extension FormState {
  static func escalate(_ target: LeadTarget, codes: [DeskTerms.Term]) -> FormState {
    FormState(
      purpose: .escalate(target), title: "Escalate \(target.label)",
      steps: [
        Step(question: "why", kind: .code(codes)),
        Step(question: "a sentence, if you like", kind: .sentence),
      ])
  }

  static func contacted(_ target: LeadTarget) -> FormState {
    let kinds = [
      DeskTerms.Term(code: "contacted", text: "reached by phone, mail or message"),
      DeskTerms.Term(code: "meeting", text: "met, or a meeting is held"),
    ]
    return FormState(
      purpose: .contacted(target), title: "First contact with \(target.label)",
      steps: [Step(question: "how", kind: .code(kinds))])
  }

  static func disposition(_ target: LeadTarget, codes: [DeskTerms.Term]) -> FormState {
    FormState(
      purpose: .disposition(target), title: "Disposition of \(target.label)",
      steps: [Step(question: "what became of it", kind: .code(codes))])
  }

  static func away(_ rep: RepID?, title: String, codes: [DeskTerms.Term]) -> FormState {
    FormState(
      purpose: .away(rep), title: title,
      steps: [
        Step(question: "for how long (30m, 2h; empty: until back)", kind: .duration),
        Step(question: "why", kind: .code(codes)),
        Step(question: "delegate, if any", kind: .rep(isOptional: true)),
      ])
  }

  static func whyNot(screen: Int, label: String) -> FormState {
    FormState(
      purpose: .whyNot(screen: screen), title: "Why did \(label) not go to",
      steps: [Step(question: "which rep", kind: .rep(isOptional: false))])
  }
}

// MARK: - Answering

extension FormState {
  /// Takes the answer at hand. True when it was the last one.
  mutating func advance(_ names: NameBook) -> Bool {
    guard let answer = answer(names) else { return false }
    answers.append(answer)
    prompt = Prompt()
    choice = 0
    problem = nil
    return answers.count == steps.count
  }

  /// Takes the last answer back into the line, with the reason.
  mutating func reopen(because reason: String) {
    prompt = Prompt(answers.popLast() ?? "")
    choice = 0
    problem = reason
  }

  /// Puts the choice into the line.
  mutating func complete(_ names: NameBook) {
    let choices = choices(names)
    guard !choices.isEmpty else { return }
    prompt.setText(choices[min(choice, choices.count - 1)].code)
    choice = 0
  }

  private mutating func answer(_ names: NameBook) -> String? {
    let typed = prompt.text.trimmingBlanks
    switch step.kind {
    case .sentence: return typed
    case .duration:
      if typed.isEmpty || Self.minutes(typed) != nil { return typed }
      problem = "\"\(typed)\" is no duration: write 30m, 2h or 1d"
      return nil
    case .rep(isOptional: true) where typed.isEmpty && choice == 0: return ""
    case .rep, .code:
      let choices = choices(names)
      if let chosen = choices.first(where: { $0.code == typed }) { return chosen.code }
      if choices.isEmpty {
        problem = "nothing here is like \"\(typed)\""
        return nil
      }
      return choices[min(choice, choices.count - 1)].code
    }
  }

  /// Minutes of `30m`, `2h`, `1d`; nil for anything else.
  static func minutes(_ text: String) -> Int? {
    guard let unit = text.last, let number = Int(text.dropLast()), (1...10_000).contains(number)
    else { return nil }
    switch unit {
    case "m": return number
    case "h": return number * 60
    case "d": return number * 1440
    default: return nil
    }
  }

  /// The act that the answers make; nil for a question.
  var act: Act? {
    func answer(_ index: Int) -> String { index < answers.count ? answers[index] : "" }
    func optional(_ index: Int) -> String? { answer(index).isEmpty ? nil : answer(index) }
    switch purpose {
    case .escalate(let target):
      return .escalate(lead: target.number.description, code: answer(0), note: optional(1))
    case .contacted(let target):
      return .contact(
        lead: target.number.description, kind: answer(0), at: nil, channel: nil)
    case .disposition(let target):
      return .disposition(lead: target.number.description, code: answer(0), at: nil)
    case .away(let rep):
      return .away(
        rep: rep, minutes: Self.minutes(answer(0)), delegate: optional(2).map { RepID($0) },
        code: answer(1))
    case .whyNot: return nil
    }
  }
}

extension String {
  /// The text without blanks at both ends.
  var trimmingBlanks: String {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? start
    return start < end ? String(self[start..<end]) : ""
  }
}
