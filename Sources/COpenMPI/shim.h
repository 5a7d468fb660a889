// Open MPI's C interface, from the system's package. Its constants are macros that Swift does not read; here they are.
#pragma once
#if __has_include(<mpi.h>)
#define OMPI_SKIP_MPICXX 1
#include <mpi.h>
#else
#error "Open MPI is missing. Install it and build again:  sudo apt-get install -y libopenmpi-dev openmpi-bin  (macOS: brew install open-mpi)"
#endif
#include <stdint.h>

// Begins MPI for one thread at a time, whichever it is. MPI ends the process if it cannot; 0 where it cannot serve threads.
static inline int qm_begin(void) {
  int provided = 0;
  MPI_Init_thread(0, 0, MPI_THREAD_SERIALIZED, &provided);
  // An error of MPI ends all ranks, with a message, which is the usual way and stays so.
  MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
  return provided >= MPI_THREAD_SERIALIZED;
}

static inline int qm_rank(void) {
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  return rank;
}

static inline int qm_rank_count(void) {
  int count = 1;
  MPI_Comm_size(MPI_COMM_WORLD, &count);
  return count;
}

// The number of ranks that share this machine's memory.
static inline int qm_neighbour_count(void) {
  MPI_Comm neighbours;
  int count = 1;
  MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &neighbours);
  MPI_Comm_size(neighbours, &count);
  MPI_Comm_free(&neighbours);
  return count;
}

static inline void qm_gather(const uint64_t *own, int count, uint64_t *all) {
  MPI_Allgather(own, count, MPI_UINT64_T, all, count, MPI_UINT64_T, MPI_COMM_WORLD);
}

static inline void qm_exchange(
    const uint64_t *outgoing, const int *sizes, uint64_t *incoming, const int *expected, const int *places) {
  MPI_Alltoallv(
      outgoing, sizes, places, MPI_UINT64_T, incoming, expected, places, MPI_UINT64_T, MPI_COMM_WORLD);
}

static inline void qm_end(void) { MPI_Finalize(); }
