import DeskRules
import LeadModel
import TerminalKit

/// A one-line form: one question after the other, then acts.
struct FormState: Sendable, Equatable {
  /// What the answers are for.
  enum Purpose: Sendable, Equatable {
    case escalate, contacted, disposition
    case claim, assign, reassign, assignOver, overrideSegment, judge, undo, erase
    case review(EscalationRow)
    case claimEscalations([Int64], release: Bool)
    case withdraw(Int64)
    /// Nil is the person at the keyboard.
    case away(RepID?)
    case whyNot(screen: Int)
    case requestException(ExceptionDraft)
    case decide(Verdict, on: [Int64])
    case renew(ExceptionRow)
    case rollBack(Int)
    case report
  }

  /// What the council does with something before it.
  enum Verdict: Sendable, Equatable {
    case approveException, rejectException, revokeException, signOff
    case approveChange, rejectChange, publish, tick
  }

  let purpose: Purpose
  /// What is done to whom.
  let title: String
  /// The words that it offers.
  let terms: DeskTerms
  /// The leads that it is about, as they were when it was opened.
  var targets: [LeadTarget] = []
  /// Today at the desk.
  var today = LocalDate(daysSinceEpoch: 0)
  /// Why a lead is assigned as suggested, where the person writes nothing.
  var suggestion = ""
  /// Who is suggested, where that is known.
  var suggestedRep: String?
  /// Whether it is known that nobody can be suggested.
  var hasNoSuggestion = false
  var answers: [String] = []
  var prompt = Prompt()
  /// Which of the choices is taken.
  var choice = 0
  /// Why the last answer was not taken.
  var problem: String?
  /// The versions of leads of which the person was told that they changed meanwhile.
  var knownVersions: [LeadNumber: Int64] = [:]

  init(_ purpose: Purpose, title: String, terms: DeskTerms, targets: [LeadTarget] = []) {
    self.purpose = purpose
    self.title = title
    self.terms = terms
    self.targets = targets
  }

  /// The question at hand.
  var step: FormStep {
    let steps = steps
    return steps[min(answers.count, steps.count - 1)]
  }

  /// Whether quitting now would lose words.
  var hasWords: Bool { !prompt.text.isEmpty || !answers.isEmpty }

  /// The answer to a question that was asked already; nil where none was, or it is empty.
  func answer(_ field: FormStep.Field) -> String? {
    guard let place = steps.firstIndex(where: { $0.field == field }), place < answers.count,
      !answers[place].isEmpty
    else { return nil }
    return answers[place]
  }

  /// The choices that fit what is typed, best first.
  func choices(_ names: NameBook) -> [DeskTerms.Term] {
    switch step.kind {
    case .code(let codes), .open(let codes):
      return Fuzzy.ranked(codes, by: prompt.text) { "\($0.code) \($0.text)" }
    case .letter(let letters): return letters.map(\.term)
    case .rep(let first, _):
      let reps = Fuzzy.ranked(names.reps, by: prompt.text) { "\($0.name) \($0.id)" }
        .map { DeskTerms.Term(code: $0.id.text, text: Self.words(about: $0)) }
      guard let first, prompt.text.isEmpty || Fuzzy.score(prompt.text, in: first.code) != nil
      else { return reps }
      return [first] + reps
    case .sentence, .duration, .text, .word: return []
    }
  }

  private static func words(about rep: RepRow) -> String {
    let shift = rep.shift.isOn ? "on shift" : rep.shift.off?.words ?? ""
    return "\(rep.name), \(rep.load)/\(rep.capacity), \(shift)"
  }
}

// MARK: - Answering

extension FormState {
  /// Takes the answer at hand. True when it was the last one.
  mutating func advance(_ names: NameBook) -> Bool {
    guard let answer = answer(names) else { return false }
    take(answer)
    return answers.count == steps.count
  }

  /// Takes the choice of a letter as soon as it is typed. True when it was the last answer.
  mutating func advanceByLetter() -> Bool {
    guard case .letter(let letters) = step.kind, !prompt.text.isEmpty else { return false }
    guard let chosen = letters.first(where: { String($0.letter) == prompt.text }) else {
      problem = "press " + letters.map { String($0.letter) }.joined(separator: ", ")
      prompt = Prompt()
      return false
    }
    take(chosen.term.code)
    return answers.count == steps.count
  }

  private mutating func take(_ answer: String) {
    answers.append(answer)
    prompt = Prompt()
    choice = 0
    problem = nil
  }

  /// Takes the last answer back into the line, with the reason if there is one.
  mutating func reopen(because reason: String?) {
    guard let last = answers.popLast() else { return }
    if case .letter = step.kind { prompt = Prompt() } else { prompt = Prompt(last) }
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
    case .sentence(let empty): return sentence(typed, empty: empty)
    case .duration:
      if typed.isEmpty || AbsenceLength(typed) != nil { return typed }
      problem = "\"\(typed)\" is no duration: write 30m, 1h30m, 1d or until 14:00"
      return nil
    case .text(let form, let empty):
      let text = typed.isEmpty ? empty : typed
      problem = form.problem(text).map { typed.isEmpty ? $0 : "\"\(typed)\": \($0)" }
      return problem == nil ? form.date(text)?.description ?? text : nil
    case .word(let word):
      if typed == word { return typed }
      problem = "type \(word) to go on; Esc gives up"
      return nil
    case .rep(_, isOptional: true) where typed.isEmpty && choice == 0: return ""
    case .open where !typed.isEmpty && choices(names).isEmpty: return typed
    case .rep, .code, .open, .letter: return chosen(typed, names)
    }
  }

  private mutating func sentence(_ typed: String, empty: String?) -> String? {
    if !typed.isEmpty { return typed }
    if let empty { return empty }
    problem = "a sentence is needed: it is what others will read"
    return nil
  }

  private mutating func chosen(_ typed: String, _ names: NameBook) -> String? {
    let choices = choices(names)
    if let chosen = choices.first(where: { $0.code == typed }) { return chosen.code }
    if choices.isEmpty {
      problem = "nothing here is like \"\(typed)\""
      return nil
    }
    return choices[min(choice, choices.count - 1)].code
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
