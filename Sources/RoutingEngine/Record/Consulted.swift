import LeadModel

/// What the standing source answered about one rep during a decision. Plain values only: a decision has
/// hundreds of these, and forgets them at no cost.
struct Consulted: Sendable, Equatable {
  /// The rep's position in the roster.
  var rep: Int
  var standing: RepStanding?
  var shift: ShiftAnswer?
  /// nil where nobody asked; so is each of the others.
  var isOnLeave: Bool?

  init(rep: Int, standing: RepStanding? = nil) {
    self.rep = rep
    self.standing = standing
  }
}

extension Deliberation {
  /// Notes an answer about a rep of dimensions 1 and 2, of whom there are few.
  mutating func consult(_ rep: Int, _ note: (inout Consulted) -> Void) {
    note(&consulted[entry(of: rep)])
  }

  /// Notes whom the leave of a rep of dimensions 1 and 2 names.
  mutating func consult(_ rep: Int, names: [RepID]) {
    let entry = entry(of: rep)
    delegates.removeAll { $0.entry == entry }
    delegates.append((entry, names))
  }

  private mutating func entry(of rep: Int) -> Int {
    if let known = consulted.firstIndex(where: { $0.rep == rep }) { return known }
    consulted.append(Consulted(rep: rep))
    return consulted.count - 1
  }
}

/// Writes the answers of a decision as JSON for the log.
enum StandingWriter {
  static func write(_ rules: RuleTables, _ run: Deliberation, to out: ByteWriter) {
    out.raw(#"{"reps":["#)
    for index in run.consulted.indices {
      if index > 0 { out.raw(",") }
      let named = run.delegates.first { $0.entry == index }
      write(run.consulted[index], named?.names, rules, to: out)
    }
    out.raw("]")
    if let opening = run.nextOpening {
      out.raw(#","next_opening":"#)
      opening.write(to: out)
    } else if run.askedForOpening {
      out.raw(#","next_opening":null"#)
    }
    out.raw("}")
  }

  private static func write(
    _ answer: Consulted, _ delegates: [RepID]?, _ rules: RuleTables, to out: ByteWriter
  ) {
    out.raw(rules.fragments.repOpenings[answer.rep])
    if let standing = answer.standing {
      out.raw(#","load":"#)
      out.integer(standing.load)
      out.raw(#","week":"#)
      out.integer(standing.week)
      out.member(#","last":"#, standing.lastAssigned)
    }
    if let shift = answer.shift {
      out.raw(#","shift":"#)
      out.string(shift.off?.rawValue ?? "on")
      if shift.path == .secondary { out.raw(#","contract":true"#) }
    }
    if let isOnLeave = answer.isOnLeave {
      out.raw(isOnLeave ? #","on_leave":true"# : #","on_leave":false"#)
    }
    if let delegates {
      out.list(#","delegates":"#, delegates) { $1.string($0.text) }
    }
    out.raw("}")
  }
}
