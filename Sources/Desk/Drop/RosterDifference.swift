import DeskRules
import LeadModel
import RoutingEngine

/// What a new roster changes of what reps may get: logged rep by rep and laid before the council, so that
/// the roster is no back door to the rules.
struct RosterDifference {
  private let before: RosterIndex
  private let after: RosterIndex

  init(from before: Roster, to after: Roster) {
    self.before = RosterIndex(before.reps)
    self.after = RosterIndex(after.reps)
  }

  /// One rep with what changed of them, or with all they bring or take along.
  private struct Altered {
    enum Way { case changed, came, went }
    var rep: RepID
    var way: Way
    var fields: [(name: String, old: String?, new: String?)]
  }

  /// In byte order of the ids.
  private var altered: [Altered] {
    let all = RosterIndex(before.reps + after.reps.filter { before.index(of: $0.id) == nil })
    return all.reps.compactMap { rep in
      switch (before.index(of: rep.id), after.index(of: rep.id)) {
      case (let old?, let new?):
        let fields = zip(Self.values(before[old]), Self.values(after[new])).compactMap {
          $0.text == $1.text ? nil : (name: $0.name, old: Optional($0.text), new: Optional($1.text))
        }
        return fields.isEmpty ? nil : Altered(rep: rep.id, way: .changed, fields: fields)
      case (nil, let new?):
        return Altered(
          rep: rep.id, way: .came,
          fields: Self.filled(after[new]).map { (name: $0.name, old: nil, new: $0.text) })
      case (let old?, nil):
        return Altered(
          rep: rep.id, way: .went,
          fields: Self.filled(before[old]).map { (name: $0.name, old: $0.text, new: nil) })
      case (nil, nil): return nil
      }
    }
  }

  /// One `roster.changed` for each rep who came, went, or of whom something that routing reads differs.
  func entries(by actor: String, at now: Instant) -> [EntryDraft] {
    altered.map { altered in
      var payload = Payload()
      payload.put("rep", altered.rep.text)
      switch altered.way {
      case .changed:
        for field in altered.fields {
          payload.put(field.name, [("old", field.old ?? ""), ("new", field.new ?? "")])
        }
      case .came: payload.put("added", altered.fields.map { ($0.name, $0.new ?? "") })
      case .went: payload.put("removed", altered.fields.map { ($0.name, $0.old ?? "") })
      }
      return EntryDraft(
        at: now, actor: actor, kind: .rosterChanged, subject: "rep/\(altered.rep.text)",
        payload: payload.bytes)
    }
  }

  /// The same for the council: a row for each field, numbered on from the last, and one for a rep who came
  /// or went.
  func notes(after last: Int64, at now: Instant) -> [RosterChangeNoted] {
    var notes: [RosterChangeNoted] = []
    func add(_ rep: RepID, _ field: String, _ old: String?, _ new: String?) {
      notes.append(
        RosterChangeNoted(
          id: last + Int64(notes.count) + 1, rep: rep, field: field, old: old, new: new, at: now))
    }
    for altered in altered {
      let all = altered.fields.map { "\($0.name) \($0.new ?? $0.old ?? "")" }
      switch altered.way {
      case .changed:
        for field in altered.fields { add(altered.rep, field.name, field.old, field.new) }
      case .came: add(altered.rep, "rep", nil, all.joined(separator: ", "))
      case .went: add(altered.rep, "rep", all.joined(separator: ", "), nil)
      }
    }
    return notes
  }

  private static func filled(_ rep: Rep) -> [(name: String, text: String)] {
    values(rep).filter { !$0.text.isEmpty }
  }

  /// What decides on leads, as the file writes it. The zone moves the hours, and the region opens the door
  /// at dimension 6.
  private static func values(_ rep: Rep) -> [(name: String, text: String)] {
    let products: String =
      switch rep.products {
      case .every: "*"
      case .listed(let names): names.joined(separator: ";")
      }
    let coverage = rep.coverage.map { "\($0.place):\($0.language?.description ?? "*")" }
    return [
      ("status", rep.status), ("coverage", coverage.joined(separator: ";")),
      ("products", products), ("pools", rep.pools.joined(separator: ";")),
      ("capacity", rep.capacity.map(String.init) ?? ""), ("hours", rep.hours.text),
      ("timezone", rep.timezone ?? ""), ("region", rep.region ?? ""),
    ]
  }
}
