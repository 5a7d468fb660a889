import QuorateCommand
import QuorateDrivers
import QuorateSpecs

await CommandLineTool.run(
    catalog, drivers: drivers, codeBenchmarks: codeBenchmarks, includesTheorems: true)
