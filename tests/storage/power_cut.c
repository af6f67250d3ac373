/* A machine whose power may be cut at any moment: LD_PRELOAD this, then kill the process.
 * Whatever is synced is copied to the folder that DISK names, as it stands when fsync or fdatasync is called;
 * nothing else ever gets there. With DISK_LIES it is not copied either, and the call succeeds all the same. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

static int copied(int from, const char *to)
{
    static char buffer[1 << 16];
    char new[4096 + 8];
    off_t at = 0;
    ssize_t count;
    int out;

    snprintf(new, sizeof new, "%s.new", to);
    if ((out = open(new, O_WRONLY | O_CREAT | O_TRUNC, 0600)) < 0)
        return -1;
    while ((count = pread(from, buffer, sizeof buffer, at)) > 0) {
        if (write(out, buffer, count) != count)
            return -1;
        at += count;
    }
    close(out);
    return count < 0 ? -1 : rename(new, to); /* a kill leaves the one before, or this one */
}

static int kept(int descriptor)
{
    const char *disk = getenv("DISK");
    char link[64], path[4096], to[4096];
    struct stat what;
    ssize_t length;
    int result;

    if (disk == NULL || getenv("DISK_LIES") != NULL)
        return 0;
    if (fstat(descriptor, &what) != 0 || !S_ISREG(what.st_mode))
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    if ((length = readlink(link, path, sizeof path - 1)) < 0)
        return -1;
    path[length] = 0;
    snprintf(to, sizeof to, "%s%s", disk, strrchr(path, '/'));
    pthread_mutex_lock(&one_at_a_time);
    result = copied(descriptor, to);
    pthread_mutex_unlock(&one_at_a_time);
    return result;
}

int fsync(int descriptor)
{
    return kept(descriptor);
}

int fdatasync(int descriptor)
{
    return kept(descriptor);
}
