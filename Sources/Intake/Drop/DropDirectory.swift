/// Decides what to do with the files in the drop directory: a state machine over listings, which
/// the shell takes and acts upon. It never touches a file.
///
/// A file is delivered when it is known to have been renamed into place, else when it has stood
/// still for the settling time, counted from when it was seen so, whatever its modification time
/// says. Files are taken folder by folder (roster, crm, leads, activities), names in byte order. A
/// directory that is missing or is not the one it was pauses intake; it is never taken for empty.
public struct DropDirectory: Sendable {
  struct Key: Hashable {
    var folder: DropFolder
    var name: FileName
    init(_ file: ListedFile) {
      folder = file.folder
      name = file.name
    }
  }

  struct Watch {
    var identity: FileIdentity
    var size: Int64
    var modified: Int64
    var since: Int64
  }

  struct Refusal: Equatable {
    var identity: FileIdentity
    var reason: String
  }

  /// What is gone by.
  public var settings: DropSettings
  var home: FileIdentity?
  var folderHomes: [DropFolder: FileIdentity] = [:]
  var paused: Set<DropFolder?> = []
  var watched: [Key: Watch] = [:]
  var secondNames: [Key: Int64] = [:]
  var told: [Key: Refusal] = [:]
  /// What the shell has in `.work` and is at.
  var inHand: [Key: ListedFile] = [:]

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

  mutating func forget(_ file: ListedFile) {
    let key = Key(file)
    watched[key] = nil
    secondNames[key] = nil
    told[key] = nil
  }

  /// Memory is kept of files that are there, not of all that ever were.
  mutating func forgetAllBut(_ files: [ListedFile]) {
    let present = Set(files.map { Key($0) })
    watched = watched.filter { present.contains($0.key) }
    secondNames = secondNames.filter { present.contains($0.key) }
    told = told.filter { present.contains($0.key) }
  }
}
