import DeskRules

extension DeskTerms {
  /// The words of a rule set that names none, until the desk has told its own.
  static let standard = DeskTerms(
    escalation: reasons, away: reasons,
    dispositions: [
      Term(code: "meeting", text: "a meeting was held; stays open"),
      Term(code: "disqualified", text: "no fit; closes"),
      Term(code: "recycled", text: "not now; closes"),
      Term(code: "converted", text: "became business; closes"),
    ], reassign: reasons, segmentOverride: reasons, exception: reasons)

  private static let reasons = [
    Term(code: "wrong_segment", text: "the segment is wrong"),
    Term(code: "wrong_language", text: "the language is wrong"),
    Term(code: "wrong_territory", text: "the region or country is wrong"),
    Term(code: "relationship", text: "somebody has a relationship with them"),
    Term(code: "capacity", text: "too much work, or too little"),
    Term(code: "other", text: "something else"),
  ]
}
