import Foundation
import QuorateExplorer

#if canImport(Glibc)
    import Glibc
#endif

/// A process that is started, waited for, and asked what it used: Foundation's `Process` does not say.
enum ChildProcess {
    /// Resources that a process used.
    struct Usage {
        /// User and system time, in seconds.
        var cpuSeconds: Double
        var wallSeconds: Double
        /// The largest resident set, in bytes; on Linux no less than that of the process that started it.
        var peakBytes: Int
    }

    /// The program as the shell would find it, or nil.
    static func path(of program: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs the program of this process once more, and returns what it prints.
    ///
    /// - Throws: ``CommandError`` when it cannot be started, does not end with status 0 or is interrupted.
    static func runThisProgram(_ arguments: [String]) throws -> String {
        try run(thisProgram, arguments).text
    }

    /// The program of this process.
    static var thisProgram: String {
        let name = CommandLine.arguments[0]
        return name.contains("/") ? name : path(of: name) ?? name
    }

    /// Runs a program to its end, and returns what it prints, errors too.
    ///
    /// - Parameter folder: where it runs and keeps its temporary files.
    /// - Throws: ``CommandError`` when it cannot be started, does not end with status 0 or is interrupted.
    static func run(
        _ program: String, _ arguments: [String], in folder: URL? = nil,
        interrupt: Interrupt = Session.current.interrupt
    ) throws -> (text: String, usage: Usage) {
        let start = DispatchTime.now().uptimeNanoseconds
        let output = Pipe()
        let child = try spawn(program, arguments, in: folder, output: output)
        // It is the first of a group of its own: what it has started itself ends with it.
        let printed = interrupt.undoing({ kill(-child, SIGKILL) }) {
            interrupt.reacting(with: { kill(-child, SIGTERM) }) {
                let printed = try? output.fileHandleForReading.readToEnd()
                awaitEnd(of: child)
                return printed
            }
        }
        let (status, resources) = reap(child)
        let wall = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
        let text = String(decoding: printed ?? Data(), as: UTF8.self)
        guard status == 0 else {
            throw interrupt.isRaised
                ? CommandError.interrupted : CommandError.toolFailed(program, output: text)
        }
        return (text, Usage(resources, wallSeconds: wall))
    }

    /// Waits without taking the number away, to which a signal may still be sent.
    static func awaitEnd(of child: pid_t) {
        var information = siginfo_t()
        while waitid(P_PID, id_t(child), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
    }

    /// The status and the resources of a child that has ended, whose number is free afterwards.
    static func reap(_ child: pid_t) -> (status: Int32, resources: rusage) {
        var status: Int32 = -1
        var resources = rusage()
        while wait4(child, &status, 0, &resources) < 0, errno == EINTR {}
        return (status, resources)
    }
}

extension ChildProcess {
    /// Starts a program that leads a group of its own.
    ///
    /// - Parameter input: what it reads; nothing unless given.
    /// - Parameter errors: where its errors go; to `output` unless given.
    static func spawn(
        _ program: String, _ arguments: [String], in folder: URL? = nil, input: Pipe? = nil, output: Pipe,
        errors: Pipe? = nil
    ) throws -> pid_t {
        // Nobody else may hold a pipe open.
        for pipe in [input, output, errors].compactMap(\.self) {
            for handle in [pipe.fileHandleForReading, pipe.fileHandleForWriting] {
                _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC)
            }
        }
        let ends = [input?.fileHandleForReading, output.fileHandleForWriting, errors?.fileHandleForWriting]
        defer { for end in ends { try? end?.close() } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let reading = ends[0] {
            posix_spawn_file_actions_adddup2(&actions, reading.fileDescriptor, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, output.fileHandleForWriting.fileDescriptor, 1)
        posix_spawn_file_actions_adddup2(&actions, ends[2]?.fileDescriptor ?? 1, 2)
        var attributes = attributes()
        defer { posix_spawnattr_destroy(&attributes) }
        // There is no portable way to spawn in another folder; a shell that replaces itself leaves no trace.
        let change = folder.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0.path] } ?? []
        let line = change + [program] + arguments
        var words: [UnsafeMutablePointer<CChar>?] = line.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment(in: folder).map { strdup($0) } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var child: pid_t = 0
        let failure = posix_spawn(&child, line[0], &actions, &attributes, &words, &variables)
        guard failure == 0 else {
            throw CommandError.toolFailed(program, output: String(cString: strerror(failure)))
        }
        return child
    }

    /// A group of its own, and the signals that this process has taken for itself as a program usually finds them.
    private static func attributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var (blocked, taken) = (sigset_t(), sigset_t())
        sigemptyset(&blocked)
        sigemptyset(&taken)
        for number in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&taken, number) }
        posix_spawnattr_setsigmask(&attributes, &blocked)
        posix_spawnattr_setsigdefault(&attributes, &taken)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))
        return attributes
    }

    private static func environment(in folder: URL?) -> [String] {
        var environment = ProcessInfo.processInfo.environment
        if let folder { environment["TMPDIR"] = folder.path }
        return environment.map { "\($0.key)=\($0.value)" }
    }
}

extension ChildProcess.Usage {
    init(_ resources: rusage, wallSeconds: Double) {
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        cpuSeconds = seconds(resources.ru_utime) + seconds(resources.ru_stime)
        self.wallSeconds = wallSeconds
        #if canImport(Darwin)
            peakBytes = Int(resources.ru_maxrss)
        #else
            peakBytes = Int(resources.ru_maxrss) * 1024
        #endif
    }
}
