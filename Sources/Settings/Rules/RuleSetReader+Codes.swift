import LeadModel
import RoutingEngine

/// Reason codes and dispositions, listed and shipped.
extension RuleSetReader {
  mutating func readReasonCodes() -> [ReasonCode] {
    var claims = Claims(kind: "reason code")
    let readers = file.sections("reason_code")
    if readers.isEmpty { return ReasonCode.shipped }
    let allowed = listed(ReasonCode.Use.allCases.map(\.rawValue))
    return readers.compactMap { reader in
      reader.allowOnly(["code", "text", "for"])
      let text = reader.filledText("text")
      reader.refuseMissing("text", "say what the code stands for")
      let uses = reader.filledList("for", "list where it may be used; allowed \(allowed)") {
        reader.choices("for", from: ReasonCode.Use.allCases, of: "uses")
      }
      guard let code = reader.id("code"),
        claims.claim(code, of: "code", in: reader, for: code.value), let text, let uses
      else { return nil }
      note(.reasonCode(code.value), reader.place)
      return ReasonCode(code: code.value, text: text.value, uses: uses)
    }
  }

  /// The built-in ones, in whose place those listed under the same code stand, then the others.
  mutating func readDispositions() -> [Disposition] {
    var claims = Claims(kind: "disposition")
    var all = Disposition.builtIn
    for reader in file.sections("disposition") {
      reader.allowOnly(["code", "text", "closes", "required"])
      let text = reader.filledText("text")
      reader.refuseMissing("text", "say what the code stands for")
      let closes = reader.boolean("closes")
      let required = reader.leadFields("required") ?? []
      guard let code = reader.id("code"),
        claims.claim(code, of: "code", in: reader, for: code.value), let text
      else { continue }
      note(.disposition(code.value), reader.place)
      let position = all.firstIndex { Folding.fold($0.code) == Folding.fold(code.value) }
      if let position {
        // The program knows the built-in ones by their own spelling.
        all[position].text = text.value
        all[position].closes = closes ?? all[position].closes
        all[position].required = required
      } else {
        all.append(
          Disposition(
            code: code.value, text: text.value, closes: closes ?? true, required: required))
      }
    }
    return all
  }
}

extension ReasonCode {
  /// Those of a rule set that lists none.
  static let shipped: [ReasonCode] = [
    ("wrong_segment", "The company is larger or smaller than the data says"),
    ("wrong_language", "The rep does not speak the lead's language"),
    ("wrong_territory", "The lead belongs to another territory"),
    ("relationship", "Somebody else knows this customer"),
    ("capacity", "The rep has no room"),
    ("other", "Another reason, told in the note"),
  ].map { ReasonCode(code: $0, text: $1, uses: Use.allCases) }
}

extension Disposition {
  /// Those that every rule set has.
  static let builtIn: [Disposition] = [
    Disposition(code: "meeting", text: "A meeting is arranged", closes: false),
    Disposition(code: "disqualified", text: "Not a possible customer"),
    Disposition(code: "recycled", text: "Back to marketing, not now"),
    Disposition(code: "converted", text: "Became an opportunity"),
  ]
}
