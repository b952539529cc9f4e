/// What the polling of the drop directory goes by.
public struct DropSettings: Sendable {
  /// How long size and modification time must have stood still, in milliseconds.
  public var settle: Int64
  /// How often a file may be attempted before it is taken for poison.
  public var mostAttempts: Int
  /// How long a second name of a file may be a publisher's work in progress, in milliseconds.
  public var secondNamePatience: Int64
  /// How many files are claimed after one look, so that what arrives meanwhile gets its turn.
  public var claimsPerLook: Int

  /// The defaults are 2 s, three attempts, 60 s and 256 files.
  public init(
    settle: Int64 = 2000, mostAttempts: Int = 3, secondNamePatience: Int64 = 60_000,
    claimsPerLook: Int = 256
  ) {
    self.settle = settle
    self.mostAttempts = mostAttempts
    self.secondNamePatience = secondNamePatience
    self.claimsPerLook = claimsPerLook
  }
}

/// Something to be done with the drop directory.
public enum DropAction: Equatable, Sendable {
  /// Move the file into `.work/FOLDER/` under its name without replacing anything, then say
  /// ``DropDirectory/claimed(_:found:)`` or ``DropDirectory/claimFailed(_:)``.
  case claim(ListedFile)
  /// Take up the file that lies in `.work`: commit that this attempt begins, then read it, then say
  /// ``DropDirectory/finished(_:)``. `attempt` counts from 1.
  case process(ListedFile, attempt: Int)
  /// Move the file from `.work` to `rejected/` with the reason; it has brought the host down
  /// before.
  case park(ListedFile, reason: String)
  /// Say once why the file stays where it lies.
  case refuse(ListedFile, reason: String)
  /// Alert once: nothing is taken from there until it is back. nil is the whole drop directory.
  case pause(DropFolder?, reason: String)
  /// It is back.
  case resume(DropFolder?)
}

/// What is to be done after one look.
public struct DropPlan: Equatable, Sendable {
  /// In this order.
  public var actions: [DropAction] = []
  /// When a waiting file can be ready at the earliest, in monotonic milliseconds; nil when none
  /// waits.
  public var lookAgain: Int64?
  /// How many files wait: not settled yet, or beyond the number for one look.
  public var waiting = 0
}

/// Decides what to do with the files in the drop directory: a state machine over listings, which
/// the shell takes and acts upon. It never touches a file.
///
/// A file is delivered when it is known to have been renamed into place, else when it has stood
/// still for the settling time, counted from when it was seen so, whatever its modification time
/// says. Files are taken folder by folder (roster, crm, leads, activities), names in byte order. A
/// directory that is missing or is not the one it was pauses intake; it is never taken for empty.
public struct DropDirectory: Sendable {
  private struct Key: Hashable {
    var folder: DropFolder
    var name: FileName
    init(_ file: ListedFile) {
      folder = file.folder
      name = file.name
    }
  }

  private struct Watch {
    var identity: FileIdentity
    var size: Int64
    var modified: Int64
    var since: Int64
  }

  private struct Refusal: Equatable {
    var identity: FileIdentity
    var reason: String
  }

  /// What is gone by.
  public var settings: DropSettings
  private var home: FileIdentity?
  private var folderHomes: [DropFolder: FileIdentity] = [:]
  private var paused: Set<DropFolder?> = []
  private var watched: [Key: Watch] = [:]
  private var secondNames: [Key: Int64] = [:]
  private var told: [Key: Refusal] = [:]
  /// What the shell has in `.work` and is at.
  private var inHand: [Key: ListedFile] = [:]

  /// Begins without knowing any file. The first directory that is seen is the right one.
  public init(settings: DropSettings = DropSettings()) { self.settings = settings }

  /// Whether nothing at all is taken at present.
  public var isPaused: Bool { paused.contains(nil) }

  /// Takes the directories that stand there at the next look for the right ones: somebody has said
  /// so.
  public mutating func adopt() {
    home = nil
    folderHomes = [:]
  }

  /// What is to be done now. `now` is monotonic, in milliseconds. `mayDeliver` says whether a user
  /// may put files into a folder; `attempts` how often the store knows a claimed file to have been
  /// begun.
  public mutating func look(
    _ listing: DropListing, now: Int64, mayDeliver: (DropFolder, UInt32) -> Bool,
    attempts: (ListedFile) -> Int
  ) -> DropPlan {
    var plan = DropPlan()
    guard checkRoot(listing, &plan) else { return plan }
    let open = DropFolder.allCases.filter { checkFolder($0, listing, &plan) }
    takeUpClaimed(listing.claimed, attempts: attempts, &plan)
    let candidates = listing.files
      .filter { open.contains($0.folder) && !$0.name.isIgnored }
      .sorted { ($0.folder, $0.name) < ($1.folder, $1.name) }
    forgetAllBut(candidates)
    let busy = Set(listing.claimed.map { Key($0) }).union(inHand.keys)
    var claims = 0
    for file in candidates {
      switch readiness(file, now: now, mayDeliver: mayDeliver) {
      case .refused(let reason): refuse(file, reason, &plan)
      case .waits(let until):
        plan.waiting += 1
        plan.lookAgain = min(plan.lookAgain ?? until, until)
      case .ready:
        // A file of that name is being processed: the next one waits for its place in `.work`.
        guard !busy.contains(Key(file)), claims < settings.claimsPerLook else {
          plan.waiting += 1
          plan.lookAgain = min(plan.lookAgain ?? now, now)
          continue
        }
        claims += 1
        plan.actions.append(.claim(file))
      }
    }
    return plan
  }

  /// The claim succeeded; `found` is what now lies in `.work`, which may be another file than the
  /// one listed. Returns what to do with it.
  public mutating func claimed(
    _ file: ListedFile, found: ListedFile, mayDeliver: (DropFolder, UInt32) -> Bool
  ) -> DropAction {
    inHand[Key(file)] = found
    forget(file)
    // The name was exchanged between looking and claiming; what is no file of ours is not read.
    if let reason = fault(found, mayDeliver: mayDeliver) {
      return .park(found, reason: reason)
    }
    return .process(found, attempt: 1)
  }

  /// The claim did not succeed: the file is gone, or its place in `.work` is taken.
  public mutating func claimFailed(_ file: ListedFile) { watched[Key(file)] = nil }

  /// The file has left `.work`.
  public mutating func finished(_ file: ListedFile) { inHand[Key(file)] = nil }

  private mutating func forget(_ file: ListedFile) {
    let key = Key(file)
    watched[key] = nil
    secondNames[key] = nil
    told[key] = nil
  }

  /// Memory is kept of files that are there, not of all that ever were.
  private mutating func forgetAllBut(_ files: [ListedFile]) {
    let present = Set(files.map { Key($0) })
    watched = watched.filter { present.contains($0.key) }
    secondNames = secondNames.filter { present.contains($0.key) }
    told = told.filter { present.contains($0.key) }
  }
}

// MARK: - Directories

extension DropDirectory {
  private mutating func checkRoot(_ listing: DropListing, _ plan: inout DropPlan) -> Bool {
    let reason =
      Self.problem(listing.root, home: home, what: "the drop directory")
      ?? Self.problem(listing.work, home: nil, what: "\".work\" in the drop directory")
      ?? Self.foreignWork(listing)
    note(reason, for: nil, &plan)
    if reason == nil, case .present(let identity) = listing.root { home = identity }
    return reason == nil
  }

  private mutating func checkFolder(
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

// MARK: - Files

extension DropDirectory {
  private enum Readiness {
    case ready
    case waits(until: Int64)
    case refused(String)
  }

  /// What lies in `.work` and is not being worked at was left by a host that went down.
  private mutating func takeUpClaimed(
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
  private func fault(
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

  private mutating func readiness(
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

  private mutating func refuse(_ file: ListedFile, _ reason: String, _ plan: inout DropPlan) {
    let refusal = Refusal(identity: file.identity, reason: reason)
    let key = Key(file)
    if told[key] == refusal { return }
    told[key] = refusal
    plan.actions.append(.refuse(file, reason: reason))
  }
}
