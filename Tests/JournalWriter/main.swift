import Foundation

// Writes events into a journal and says which are stored, for tests that kill it and for measuring.
//   journal-writer append DIR SEED
//     batches of 1…16 events until killed (or 200,000 are stored); says "open", then after each commit the newest
//   sequence journal-writer bench DIR SECONDS ROWS KIND
//     as many commits of ROWS events as go; says one line of JSON; KIND is what an event writes: events (itself alone),
//     answers (and an answer) or states (and a state)

let arguments = CommandLine.arguments
do {
  switch (arguments.count, arguments.dropFirst().first) {
  case (4, "append"):
    try append(folder: arguments[2], seed: UInt64(arguments[3]) ?? 0)
  case (6, "bench"):
    try bench(
      folder: arguments[2], seconds: Double(arguments[3]) ?? 1, rows: Int(arguments[4]) ?? 64, kind: arguments[5])
  default:
    FileHandle.standardError.write(Data("append DIR SEED, or bench DIR SECONDS ROWS events|answers|states\n".utf8))
    exit(64)
  }
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
