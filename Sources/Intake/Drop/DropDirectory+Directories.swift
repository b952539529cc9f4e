/// Whether the directories are those that they were.
extension DropDirectory {
  mutating func checkRoot(_ listing: DropListing, _ plan: inout DropPlan) -> Bool {
    let reason =
      Self.problem(listing.root, home: home, what: "the drop directory")
      ?? Self.problem(listing.work, home: nil, what: "\".work\" in the drop directory")
      ?? Self.foreignWork(listing)
    note(reason, for: nil, &plan)
    if reason == nil, case .present(let identity) = listing.root { home = identity }
    return reason == nil
  }

  mutating func checkFolder(
    _ folder: DropFolder, _ listing: DropListing, _ plan: inout DropPlan
  ) -> Bool {
    let state = listing.folders[folder] ?? .missing
    let what = "the delivery folder \"\(folder.rawValue)\""
    let reason =
      Self.problem(state, home: folderHomes[folder], what: what)
      ?? Self.foreignFolder(state, listing, what)
    note(reason, for: folder, &plan)
    if reason == nil, case .present(let identity) = state { folderHomes[folder] = identity }
    return reason == nil
  }

  private mutating func note(_ reason: String?, for folder: DropFolder?, _ plan: inout DropPlan) {
    if let reason {
      if paused.insert(folder).inserted { plan.actions.append(.pause(folder, reason: reason)) }
    } else if paused.remove(folder) != nil {
      plan.actions.append(.resume(folder))
    }
  }

  private static func problem(
    _ state: DirectoryState, home: FileIdentity?, what: String
  ) -> String? {
    switch state {
    case .missing: "\(what) is missing: put it back"
    case .notADirectory: "\(what) is no directory any more: put it back"
    case .unreadable(let why): "\(what) cannot be listed: \(why)"
    case .present(let identity) where home != nil && identity != home:
      "\(what) was replaced by another one: put it back, or reload to accept the new one"
    case .present: nil
    }
  }

  /// Claiming is a rename, which does not cross file systems.
  private static func foreignWork(_ listing: DropListing) -> String? {
    guard case .present(let root) = listing.root, case .present(let work) = listing.work,
      root.device != work.device
    else { return nil }
    return "\".work\" is on another file system than the drop directory: they must share one"
  }

  private static func foreignFolder(
    _ state: DirectoryState, _ listing: DropListing, _ what: String
  ) -> String? {
    guard case .present(let folder) = state, case .present(let work) = listing.work,
      folder.device != work.device
    else { return nil }
    return "\(what) is on another file system than \".work\": they must share one"
  }
}
