/* Has fsync and fdatasync take longer, as on a slower disk: LD_PRELOAD this.
 * The file that SLOW_DISK names says by how many microseconds; it may change at any time.
 * The thread sleeps, as it does while a real disk writes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>

static long microseconds(void)
{
    const char *path = getenv("SLOW_DISK");
    FILE *file = path ? fopen(path, "re") : NULL;
    long found = 0;

    if (file != NULL) {
        if (fscanf(file, "%ld", &found) != 1)
            found = 0;
        fclose(file);
    }
    return found;
}

static void wait_for_the_disk(void)
{
    long cost = microseconds();
    struct timespec left = {cost / 1000000, cost % 1000000 * 1000};

    prctl(PR_SET_TIMERSLACK, 1); /* nanosecond; as it comes, a sleep takes 50 microseconds too long */
    while (cost > 0 && clock_nanosleep(CLOCK_MONOTONIC, 0, &left, &left) == EINTR)
        ;
}

int fsync(int descriptor)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");

    wait_for_the_disk();
    return real(descriptor);
}

int fdatasync(int descriptor)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");

    wait_for_the_disk();
    return real(descriptor);
}
