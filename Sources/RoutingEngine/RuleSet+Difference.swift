import LeadModel

/// One setting that two rule sets tell differently.
public struct RuleSetDifference: Sendable, Equatable {
  /// The key as in the file, with the thing's id: `pool.emea-enterprise.on_empty`; `pools (order)` for an
  /// order that counts; `… (members)` where of a long list only what came and went is told.
  public var path: String
  /// As the file would write it; nil where it is new.
  public var old: String?
  /// nil where it is gone.
  public var new: String?
}

extension RuleSet {
  /// What the other rules tell differently, in the order of the sections of the file. Every default is
  /// resolved, so that a setting that was written out with its default does not differ. The version does
  /// not count.
  public func differences(to other: RuleSet) -> [RuleSetDifference] {
    var found = RuleComparison()
    found.compare(RuleOutline.settings(self), RuleOutline.settings(other))
    for (old, new) in zip(RuleOutline.families(self), RuleOutline.families(other)) {
      found.compare(old, new)
    }
    return found.differences
  }
}

/// Gathers the differences of two outlines.
private struct RuleComparison {
  private(set) var differences: [RuleSetDifference] = []
  /// Of two lists of which one is longer, only the differing members are told.
  private static let longest = 12

  mutating func compare(_ old: [RuleOutline.Setting], _ new: [RuleOutline.Setting]) {
    let before = Dictionary(old.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(new.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    for setting in old {
      guard let counterpart = after[setting.path] else {
        add(setting.path, setting.value.text, nil)
        continue
      }
      compare(setting, counterpart)
    }
    for setting in new where before[setting.path] == nil {
      add(setting.path, nil, setting.value.text)
    }
  }

  private mutating func compare(_ old: RuleOutline.Setting, _ new: RuleOutline.Setting) {
    guard old.value != new.value else { return }
    if case .list(let before) = old.value, case .list(let after) = new.value,
      max(before.count, after.count) > Self.longest
    {
      let gone = before.filter { !after.contains($0) }
      let come = after.filter { !before.contains($0) }
      if !gone.isEmpty || !come.isEmpty {
        return add(
          old.path + " (members)", gone.isEmpty ? nil : TOMLText.list(gone),
          come.isEmpty ? nil : TOMLText.list(come))
      }
    }
    add(old.path, old.value.text, new.value.text)
  }

  mutating func compare(_ old: RuleOutline.Family, _ new: RuleOutline.Family) {
    let before = Dictionary(old.things.map { ($0.key, $0) }, uniquingKeysWith: { one, _ in one })
    let after = Dictionary(new.things.map { ($0.key, $0) }, uniquingKeysWith: { one, _ in one })
    for thing in old.things {
      if let counterpart = after[thing.key] {
        compare(thing.settings(path: counterpart.path), counterpart.settings())
      } else {
        compare(thing.telling, [])
      }
    }
    for thing in new.things where before[thing.key] == nil { compare([], thing.telling) }
    guard old.isOrdered else { return }
    // What comes in at the end, or goes, leaves the others in their order.
    let kept = old.things.filter { after[$0.key] != nil }.map(\.key)
    let expected = kept + new.things.map(\.key).filter { before[$0] == nil }
    if expected != new.things.map(\.key) {
      add(
        "\(old.name) (order)", TOMLText.list(old.things.map(\.label)),
        TOMLText.list(new.things.map(\.label)))
    }
  }

  private mutating func add(_ path: String, _ old: String?, _ new: String?) {
    differences.append(RuleSetDifference(path: path, old: old, new: new))
  }
}
