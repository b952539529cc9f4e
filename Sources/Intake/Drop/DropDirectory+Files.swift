/// Whether a file can be taken.
extension DropDirectory {
  enum Readiness {
    case ready
    case waits(until: Int64)
    case refused(String)
  }

  /// What lies in `.work` and is not being worked at was left by a host that went down.
  mutating func takeUpClaimed(
    _ claimed: [ListedFile], attempts: (ListedFile) -> Int, _ plan: inout DropPlan
  ) {
    let left = claimed.filter { inHand[Key($0)] == nil }
      .sorted { ($0.folder, $0.name) < ($1.folder, $1.name) }
    for file in left {
      inHand[Key(file)] = file
      let begun = attempts(file)
      if begun >= settings.mostAttempts {
        let times = begun == 3 ? "three" : "\(begun)"
        plan.actions.append(
          .park(file, reason: "reading it has brought the host down \(times) times"))
      } else if file.kind != .regular {
        plan.actions.append(.park(file, reason: "it is \(file.kind.words)"))
      } else {
        plan.actions.append(.process(file, attempt: begun + 1))
      }
    }
  }

  /// Why a file can never be taken, whatever becomes of its content.
  func fault(
    _ file: ListedFile, mayDeliver: (DropFolder, UInt32) -> Bool
  ) -> String? {
    if file.kind != .regular {
      return "it is \(file.kind.words), only regular files are taken"
    }
    if !mayDeliver(file.folder, file.owner) {
      return "user \(file.owner), who owns it, may not deliver here: see intake.deliver"
    }
    if !file.isReadable {
      let mode = String(file.permissions & 0o777, radix: 8)
      return "it cannot be read (owner \(file.owner), mode \(mode)): allow the host to read it"
    }
    return nil
  }

  mutating func readiness(
    _ file: ListedFile, now: Int64, mayDeliver: (DropFolder, UInt32) -> Bool
  ) -> Readiness {
    if let reason = fault(file, mayDeliver: mayDeliver) { return .refused(reason) }
    let key = Key(file)
    if file.links > 1 {
      // Publishing by link and unlink leaves two names for a moment.
      let since = secondNames[key] ?? now
      secondNames[key] = since
      let until = since + settings.secondNamePatience
      if now < until { return .waits(until: until) }
      return .refused("it has \(file.links) names (hard links), and another may still change it")
    }
    secondNames[key] = nil
    if file.arrivedByRename { return .ready }
    let seen = Watch(
      identity: file.identity, size: file.size, modified: file.modified, since: now)
    guard let before = watched[key], before.identity == seen.identity, before.size == seen.size,
      before.modified == seen.modified
    else {
      watched[key] = seen
      return settings.settle <= 0 ? .ready : .waits(until: now + settings.settle)
    }
    let until = before.since + settings.settle
    return now >= until ? .ready : .waits(until: until)
  }

  mutating func refuse(_ file: ListedFile, _ reason: String, _ plan: inout DropPlan) {
    let refusal = Refusal(identity: file.identity, reason: reason)
    let key = Key(file)
    if told[key] == refusal { return }
    told[key] = refusal
    plan.actions.append(.refuse(file, reason: reason))
  }
}
