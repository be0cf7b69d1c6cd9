/* serve.c - nestor serve: a store over HTTP, for the browser and for programs. */
#include <errno.h>
#include <getopt.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "serve/serve.h"

static const char help[] =
    "Open a store to the browser: a page to look at it, and a read-only JSON API.\n\n"
    "Usage: nestor serve --db FILE [OPTION...]\n"
    "       nestor serve --demo [OPTION...]\n\n"
    "Options:\n"
    "  -D, --db FILE          the store, as 'nestor code --db' fills it\n"
    "      --demo             code the sample reports that the program carries, and show those\n"
    "  -P, --port N           port to listen on, 0 for any free one; default 8080\n"
    "      --listen ADDRESS   address to listen on; default 127.0.0.1, which only this machine reaches.\n"
    "                         Any other needs --token-file\n"
    "      --token-file FILE  a token in its first line, at least 16 characters, which every client must "
    "show;\n"
    "                         the file must not be readable by others\n"
    "      --log FILE         append a line for each request to this file; default: standard error\n"
    "  -q, --quiet            no such lines\n"
    "      --threads N        threads that answer, 1 to 64; default: by the number of processors\n"
    "      --connections N    connections at once, 8 to 10000; default 512\n"
    "  -l, --lexicon FILE     further actors or frames for the view 'Try it'; may be repeated\n"
    "  -p, --pack FILE        language pack; default: $NESTOR_PACK, else the one installed\n"
    "  -h, --help             this text\n\n"
    "Examples:\n"
    "  nestor serve --demo                      then open http://127.0.0.1:8080/\n"
    "  nestor serve --db crisis.db --port 9000\n"
    "  curl -s 'http://127.0.0.1:8080/api/events?dyad=RUS-UKR&type=THREATEN'\n\n"
    "The server only reads. It ends on Ctrl-C or SIGTERM, after finishing the answers it has begun.\n"
    "Exit status: 0 stopped as asked; 2 wrong usage; 3 store or pack missing or bad, or the address is "
    "taken.\n";

enum { TOKEN_MIN = 16, TOKEN_MAX = 256 };

typedef struct serve_job {
  cli_pack_options pack;
  const char *db, *listen, *token_file, *log_path;
  long port, threads, connections;
  bool demo, quiet;
  FILE *log;
  pthread_mutex_t log_lock;
  char token[TOKEN_MAX + 2];
  char folder[256], demo_path[300];
} serve_job;

static void write_log(void *user, const char *line) {
  serve_job *job = user;
  pthread_mutex_lock(&job->log_lock);
  fprintf(job->log, "%s\n", line);
  fflush(job->log);
  pthread_mutex_unlock(&job->log_lock);
}

static bool read_token(serve_job *job) {
  FILE *file = fopen(job->token_file, "r");
  if (file == NULL) {
    cli_error("%s: %s", job->token_file, strerror(errno));
    return false;
  }
  struct stat s;
  bool open_to_others = fstat(fileno(file), &s) == 0 && (s.st_mode & 077) != 0;
  char *got = fgets(job->token, sizeof job->token, file);
  fclose(file);
  size_t len = got != NULL ? strcspn(job->token, "\r\n") : 0;
  job->token[len] = '\0';
  bool plain = true;
  for (size_t i = 0; i < len; i++) plain = plain && job->token[i] > 0x20 && job->token[i] < 0x7f;
  if (open_to_others) cli_error("%s: others can read it; chmod 600 it first", job->token_file);
  else if (len < TOKEN_MIN || len > TOKEN_MAX || !plain)
    cli_error("%s: the first line is no token: %d to %d visible ASCII characters are wanted", job->token_file,
              TOKEN_MIN, TOKEN_MAX);
  else return true;
  return false;
}

static bool is_local(const char *address) {
  return strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0;
}

static bool make_demo(serve_job *job, nst_pack *pack) {
  const char *tmp = getenv("TMPDIR");
  snprintf(job->folder, sizeof job->folder, "%s/nestor-demo-XXXXXX",
           tmp != NULL && tmp[0] != '\0' ? tmp : "/tmp");
  if (mkdtemp(job->folder) == NULL) {
    cli_error("cannot make a temporary folder %s: %s", job->folder, strerror(errno));
    job->folder[0] = '\0';
    return false;
  }
  snprintf(job->demo_path, sizeof job->demo_path, "%s/demo.db", job->folder);
  size_t reports = 0;
  nst_error error = {0};
  if (nst_demo_store(job->demo_path, pack, &reports, &error) != NST_OK) {
    cli_report_error("sample reports", &error);
    return false;
  }
  fprintf(stderr, "nestor: coded %zu sample reports\n", reports);
  return true;
}

static void remove_demo(const serve_job *job) {
  if (job->folder[0] == '\0') return;
  static const char *const ends[] = {"", "-wal", "-shm"};
  char path[320];
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    snprintf(path, sizeof path, "%s%s", job->demo_path, ends[i]);
    (void)unlink(path);
  }
  (void)rmdir(job->folder);
}

/** Serve until a signal says to stop. */
static int serve(serve_job *job, nst_site *site, const sigset_t *signals) {
  nst_server_options options = {.address = job->listen,
                                .port = (uint16_t)job->port,
                                .token = job->token_file != NULL ? job->token : NULL,
                                .threads = (unsigned)job->threads,
                                .connections = (unsigned)job->connections,
                                .log = job->quiet ? NULL : write_log,
                                .log_user = job};
  nst_server *server = NULL;
  nst_error error = {0};
  if (nst_server_start(site, &options, &server, &error) != NST_OK) {
    cli_report_error("serve", &error);
    return CLI_FAILED;
  }
  const char *address = job->listen != NULL ? job->listen : "127.0.0.1";
  bool six = strchr(address, ':') != NULL;
  printf("Open http://%s%s%s:%u/ in a browser; Ctrl-C stops.\n", six ? "[" : "", address, six ? "]" : "",
         (unsigned)nst_server_port(server));
  fflush(stdout);
  int got = 0;
  sigwait(signals, &got);
  fprintf(stderr, "nestor: stopping\n");
  nst_server_stop(server, 10);
  return CLI_OK;
}

static int run(serve_job *job) {
  sigset_t signals; /* blocked in all threads, taken by sigwait */
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, NULL);
  signal(SIGPIPE, SIG_IGN);
  job->log = stderr;
  if (job->log_path != NULL && (job->log = fopen(job->log_path, "a")) == NULL) {
    cli_error("%s: %s", job->log_path, strerror(errno));
    return CLI_FAILED;
  }
  char *found = job->demo ? NULL : cli_find_pack(&job->pack);
  nst_pack *pack = job->demo || found != NULL ? cli_open_pack(&job->pack) : NULL;
  int code = (job->demo || found != NULL) && pack == NULL ? CLI_FAILED : CLI_OK;
  free(found);
  if (code == CLI_OK && job->demo && !make_demo(job, pack)) code = CLI_FAILED;
  nst_site_options options = {.store = job->demo ? job->demo_path : job->db, .pack = pack, .demo = job->demo};
  nst_site *site = NULL;
  nst_error error = {0};
  if (code == CLI_OK && nst_site_new(&options, &site, &error) != NST_OK) {
    cli_report_error(options.store, &error);
    code = CLI_FAILED;
  }
  if (code == CLI_OK) code = serve(job, site, &signals);
  nst_site_free(site);
  nst_pack_free(pack);
  remove_demo(job);
  if (job->log_path != NULL) fclose(job->log);
  return code;
}

enum { OPT_DEMO = 256, OPT_LISTEN, OPT_TOKEN, OPT_LOG, OPT_THREADS, OPT_CONNECTIONS };
static const struct option long_options[] = {{"db", required_argument, NULL, 'D'},
                                             {"demo", no_argument, NULL, OPT_DEMO},
                                             {"port", required_argument, NULL, 'P'},
                                             {"listen", required_argument, NULL, OPT_LISTEN},
                                             {"token-file", required_argument, NULL, OPT_TOKEN},
                                             {"log", required_argument, NULL, OPT_LOG},
                                             {"quiet", no_argument, NULL, 'q'},
                                             {"threads", required_argument, NULL, OPT_THREADS},
                                             {"connections", required_argument, NULL, OPT_CONNECTIONS},
                                             {"lexicon", required_argument, NULL, 'l'},
                                             {"pack", required_argument, NULL, 'p'},
                                             {"help", no_argument, NULL, 'h'},
                                             {NULL, 0, NULL, 0}};

/** Set one option; CLI_OK, or the exit code after a message. */
static int set_option(serve_job *job, int option) {
  switch (option) {
  case 'D':
    job->db = optarg;
    return CLI_OK;
  case OPT_DEMO:
    job->demo = true;
    return CLI_OK;
  case OPT_LISTEN:
    job->listen = optarg;
    return CLI_OK;
  case OPT_TOKEN:
    job->token_file = optarg;
    return CLI_OK;
  case OPT_LOG:
    job->log_path = optarg;
    return CLI_OK;
  case 'q':
    job->quiet = true;
    return CLI_OK;
  case 'P':
    if (cli_number(optarg, 0, 65535, &job->port)) return CLI_OK;
    return cli_usage("serve", "--port wants a number from 0 to 65535, not '%s'", optarg);
  case OPT_THREADS:
    if (cli_number(optarg, 1, 64, &job->threads)) return CLI_OK;
    return cli_usage("serve", "--threads wants a number from 1 to 64, not '%s'", optarg);
  case OPT_CONNECTIONS:
    if (cli_number(optarg, 8, 10000, &job->connections)) return CLI_OK;
    return cli_usage("serve", "--connections wants a number from 8 to 10000, not '%s'", optarg);
  default:
    return cli_pack_option(&job->pack, "serve", option);
  }
}

static int check(serve_job *job, const char *extra) {
  if (extra != NULL) return cli_usage("serve", "what is '%s'? The store is given with --db", extra);
  if ((job->db != NULL) == job->demo) return cli_usage("serve", "either --db FILE or --demo is wanted");
  if (job->listen != NULL && !is_local(job->listen) && job->token_file == NULL)
    return cli_usage("serve", "others could reach %s: that needs --token-file", job->listen);
  return job->token_file != NULL && !read_token(job) ? CLI_FAILED : CLI_OK;
}

int cli_serve(int argc, char **argv) {
  serve_job job = {.port = 8080};
  int code = CLI_OK;
  bool help_wanted = false;
  for (int option; code == CLI_OK && !help_wanted;) {
    option = getopt_long(argc, argv, "D:P:ql:p:h", long_options, NULL);
    if (option == -1) break;
    if (option == 'h') help_wanted = true;
    else code = set_option(&job, option);
  }
  pthread_mutex_init(&job.log_lock, NULL);
  if (code == CLI_OK && help_wanted) fputs(help, stdout);
  else if (code == CLI_OK) code = check(&job, optind < argc ? argv[optind] : NULL);
  if (code == CLI_OK && !help_wanted) code = run(&job);
  pthread_mutex_destroy(&job.log_lock);
  return code;
}
