import Glibc

/// What the fuzzer calls: `SIGNALBOX_FUZZ` names the target.
private let target: FuzzTarget = {
  let name = getenv("SIGNALBOX_FUZZ").map { String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    let known = FuzzTarget.allCases.map(\.rawValue).joined(separator: " ")
    let sentence = "fuzz: no target \"\(name)\"; SIGNALBOX_FUZZ is one of \(known)\n"
    write(2, sentence, sentence.utf8.count)
    exit(64)
  }
  return target
}()

/// Asked once before all inputs: long ones first, whose time must not grow faster than they do.
@_cdecl("LLVMFuzzerInitialize")
public func begin(
  _ count: UnsafeMutablePointer<CInt>?, _ arguments: UnsafeMutableRawPointer?
) -> CInt {
  if getenv("SIGNALBOX_FUZZ_SHORT") != nil { return 0 }
  for (small, large) in zip(target.longInputs(1 << 13), target.longInputs(1 << 16)) {
    let before = seconds { check(small) }
    let after = seconds { check(large) }
    // Eight times the bytes: 64 times the seconds would be a square.
    if after > 0.2, after > before * 24 {
      let begin = String(decoding: large.prefix(80), as: UTF8.self).debugDescription
      fatalError("\(target): \(before) s become \(after) s: \(begin)")
    }
  }
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func drive(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ input: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The program's beginning under the name that the package manager gives it, beside the fuzzer's own.
@_cdecl("signalbox_fuzz_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  var count = count
  var arguments = arguments
  return drive(&count, &arguments) { run($0, $1) }
}

/// One input.
@_cdecl("LLVMFuzzerTestOneInput")
public func run(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  check(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

private func check(_ bytes: [UInt8]) {
  do { try target.check(bytes) } catch {
    fatalError("\(target): \(error) — \(String(decoding: bytes.prefix(2000), as: UTF8.self))")
  }
}

/// Of the processor, since others may be at work on the machine.
private func seconds(_ body: () -> Void) -> Double {
  var before = timespec()
  var after = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before)
  body()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after)
  return Double(after.tv_sec - before.tv_sec) + Double(after.tv_nsec - before.tv_nsec) / 1e9
}
