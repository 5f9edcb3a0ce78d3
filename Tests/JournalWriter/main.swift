import Foundation

// Writes events into a journal and says which are stored, for tests that kill it and for measuring.
//   journal-writer append DIR SEED              batches of 1…16 events until killed; a line per batch: the newest sequence
//   journal-writer bench DIR SECONDS ROWS       as many commits of ROWS events as go; one line of JSON

let arguments = CommandLine.arguments
do {
  switch (arguments.count, arguments.dropFirst().first) {
  case (4, "append"):
    try append(folder: arguments[2], seed: UInt64(arguments[3]) ?? 0)
  case (5, "bench"):
    try bench(folder: arguments[2], seconds: Double(arguments[3]) ?? 1, rows: Int(arguments[4]) ?? 64)
  default:
    FileHandle.standardError.write(Data("journal-writer append DIR SEED | bench DIR SECONDS ROWS\n".utf8))
    exit(64)
  }
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
